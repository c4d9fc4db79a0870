package io.odonym.http.exchange;

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
import java.util.Optional;

/**
 * A resource in YAML that is served as YAML and as JSON. It is loaded and converted only once, on
 * the first request. Thread-safe.
 */
public final class YamlDocument {

    private final Class<?> owner;
    private final String resource;
    private Optional<byte[]> yaml = Optional.empty();
    private Optional<byte[]> json = Optional.empty();

    /**
     * Creates a document.
     *
     * @param owner the class in whose package the resource is
     * @param resource the name of the resource
     */
    public YamlDocument(Class<?> owner, String resource) {
        this.owner = owner;
        this.resource = resource;
    }

    /** Returns the text of the document, in UTF-8. */
    public synchronized byte[] yaml() {
        yaml = yaml.or(() -> Optional.of(read()));
        return yaml.get();
    }

    /** Returns the document as JSON, in UTF-8. */
    public synchronized byte[] json() {
        json = json.or(() -> Optional.of(convert(yaml())));
        return json.get();
    }

    private byte[] read() {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] convert(byte[] text) {
        Object document =
                new Load(LoadSettings.builder().build())
                        .loadFromInputStream(new ByteArrayInputStream(text));
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
            case List<?> list -> list.stream().map(YamlDocument::toJsonValue).toList();
            default -> value;
        };
    }
}
