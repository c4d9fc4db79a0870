package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Handles {@code /openapi.json} and {@code /openapi.yaml}: the description of the API in OpenAPI
 * 3.1. The source is the resource {@code openapi.yaml}. Thread-safe.
 */
public final class OpenApiHandler {

    private static final Header YAML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml; charset=utf-8");

    /** The two documents. They are loaded and converted only once, on the first request. */
    private static final class Documents {

        private static final byte[] AS_YAML = yaml();
        private static final byte[] AS_JSON = json();
    }

    /**
     * Registers the routes of this handler.
     *
     * @param memory limits the memory of responses that are not sent yet
     */
    public void register(HttpRouting.Builder routing, MemoryBudget memory) {
        RouteRegistrar.json(routing, "/openapi.json", memory, _ -> Documents.AS_JSON);
        RouteRegistrar.getFile(
                routing,
                "/openapi.yaml",
                (request, response) -> {
                    response.header(YAML);
                    memory.send(
                            request,
                            Documents.AS_YAML.length,
                            () -> ResponseSender.sendBody(request, response, Documents.AS_YAML));
                });
    }

    static byte[] yaml() {
        try (InputStream in = OpenApiHandler.class.getResourceAsStream("openapi.yaml")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] json() {
        Object document =
                new Load(LoadSettings.builder().build())
                        .loadFromInputStream(new ByteArrayInputStream(yaml()));
        return new JsonWriter().value(toJsonValue(document)).toBytes();
    }

    /**
     * Converts YAML maps to {@link JsonObject}. {@link JsonWriter} accepts all other YAML values
     * unchanged.
     */
    private static Object toJsonValue(Object value) {
        return switch (value) {
            case null -> JsonNull.NULL;
            case Map<?, ?> map -> {
                List<String> keys = new ArrayList<>();
                List<Object> values = new ArrayList<>();
                map.forEach(
                        (key, each) -> {
                            keys.add(key.toString());
                            values.add(toJsonValue(each));
                        });
                yield new JsonObject(keys, values);
            }
            case List<?> list -> list.stream().map(OpenApiHandler::toJsonValue).toList();
            default -> value;
        };
    }
}
