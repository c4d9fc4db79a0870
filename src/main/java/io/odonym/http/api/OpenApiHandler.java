package io.odonym.http.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.http.exchange.YamlDocument;

/**
 * Handles {@code /openapi.json} and {@code /openapi.yaml}: the description of the API in OpenAPI
 * 3.1. The source is the resource {@code openapi.yaml}. Thread-safe.
 */
public final class OpenApiHandler {

    private static final Header YAML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml; charset=utf-8");

    private static final YamlDocument DOCUMENT =
            new YamlDocument(OpenApiHandler.class, "openapi.yaml");

    /**
     * Registers the routes of this handler.
     *
     * @param memory limits the memory of responses that are not sent yet
     */
    public void register(HttpRouting.Builder routing, MemoryBudget memory) {
        RouteRegistrar.json(routing, "/openapi.json", memory, _ -> DOCUMENT.json());
        RouteRegistrar.getFile(
                routing,
                "/openapi.yaml",
                (request, response) -> {
                    byte[] yaml = DOCUMENT.yaml();
                    response.header(YAML);
                    memory.send(
                            request,
                            yaml.length,
                            () -> ResponseSender.sendBody(request, response, yaml));
                });
    }

    static byte[] yaml() {
        return DOCUMENT.yaml();
    }
}
