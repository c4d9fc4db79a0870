package io.odonym.http.api;

import io.odonym.model.Attributes;
import io.odonym.model.Attributes.JsonNull;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The description of the API in OpenAPI 3.1, which openapi.yaml holds. */
final class OpenApiDocument {

    private OpenApiDocument() {}

    static byte[] yaml() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("openapi.yaml")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] json() {
        Object document =
                new Load(LoadSettings.builder().build())
                        .loadFromInputStream(new java.io.ByteArrayInputStream(yaml()));
        return new JsonWriter().value(attributes(document)).toBytes();
    }

    /** Maps become objects; the rest is JSON already. */
    private static Object attributes(Object value) {
        return switch (value) {
            case null -> JsonNull.NULL;
            case Map<?, ?> map -> {
                List<String> keys = new ArrayList<>();
                List<Object> values = new ArrayList<>();
                map.forEach(
                        (key, each) -> {
                            keys.add(key.toString());
                            values.add(attributes(each));
                        });
                yield new Attributes(keys, values);
            }
            case List<?> list -> list.stream().map(OpenApiDocument::attributes).toList();
            default -> value;
        };
    }
}
