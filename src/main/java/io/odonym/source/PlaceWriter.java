package io.odonym.source;

import io.odonym.model.Attributes;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.model.HouseNumber;
import io.odonym.model.Place;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.util.List;

/**
 * Writes places as the BAN's addok export has them, one JSON document a line; what {@link
 * SourceFile} reads of it is equal to what was written.
 */
public final class PlaceWriter implements AutoCloseable {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .rootValueSeparator("\n")
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    private final JsonGenerator json;
    private boolean written;

    /**
     * Begins.
     *
     * @param out is flushed, and not closed, by {@link #close}
     */
    public PlaceWriter(OutputStream out) {
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Writes a place. */
    public void add(Place place) {
        start();
        rest(place);
    }

    /** Writes a place with the {@code _action} by which it replaces what has its identifier. */
    public void replace(Place place) {
        start();
        json.writeStringProperty(PlaceAction.KEY, "update");
        rest(place);
    }

    /** Writes that there is no place of an identifier any more. */
    public void delete(String id) {
        start();
        json.writeStringProperty(PlaceAction.KEY, "delete");
        json.writeStringProperty("id", id);
        json.writeEndObject();
    }

    private void start() {
        written = true;
        json.writeStartObject();
    }

    private void rest(Place place) {
        properties(place.attributes());
        if (!place.houseNumbers().isEmpty()) {
            json.writeObjectPropertyStart(PlaceParser.HOUSE_NUMBERS);
            for (HouseNumber number : place.houseNumbers()) {
                json.writeObjectPropertyStart(number.number());
                properties(number.attributes());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void properties(Attributes attributes) {
        for (int i = 0; i < attributes.keys().size(); i++) {
            json.writeName(attributes.keys().get(i));
            value(attributes.values().get(i));
        }
    }

    private void value(Object value) {
        switch (value) {
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case JsonNull _ -> json.writeNull();
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(this::value);
                json.writeEndArray();
            }
            case Attributes object -> {
                json.writeStartObject();
                properties(object);
                json.writeEndObject();
            }
            default ->
                    throw new IllegalArgumentException(
                            "no value of an import: " + value.getClass());
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        if (written) {
            json.writeRaw('\n');
        }
        json.close();
    }
}
