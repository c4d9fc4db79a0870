package io.odonym.source;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.OutputStream;
import java.util.List;

/**
 * Writes places in the format of the BAN's addok export: one JSON document per line. Reading the
 * output with {@link SourceFile} produces equal places. Not thread-safe.
 */
public final class NdjsonPlaceWriter implements AutoCloseable {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .rootValueSeparator("\n")
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build();

    private final JsonGenerator json;
    private boolean written;

    /**
     * Creates a writer.
     *
     * @param out the output, which {@link #close} flushes but does not close
     */
    public NdjsonPlaceWriter(OutputStream out) {
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out);
    }

    /** Writes a place without the key {@code _action}. */
    public void add(Place place) {
        startDocument();
        finishDocument(place);
    }

    /** Writes a place with an {@code _action} that replaces all places with the same identifier. */
    public void replace(Place place) {
        startDocument();
        json.writeStringProperty(PlaceAction.KEY, "update");
        finishDocument(place);
    }

    /**
     * Writes a document with an {@code _action} that deletes all places with the given identifier.
     */
    public void delete(String id) {
        startDocument();
        json.writeStringProperty(PlaceAction.KEY, "delete");
        json.writeStringProperty("id", id);
        json.writeEndObject();
    }

    private void startDocument() {
        written = true;
        json.writeStartObject();
    }

    private void finishDocument(Place place) {
        writeProperties(place.attributes());
        if (!place.houseNumbers().isEmpty()) {
            json.writeObjectPropertyStart(PlaceParser.HOUSE_NUMBERS);
            for (HouseNumber number : place.houseNumbers()) {
                json.writeObjectPropertyStart(number.number());
                writeProperties(number.attributes());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void writeProperties(JsonObject attributes) {
        for (int i = 0; i < attributes.keys().size(); i++) {
            json.writeName(attributes.keys().get(i));
            writeValue(attributes.values().get(i));
        }
    }

    private void writeValue(Object value) {
        switch (value) {
            case String text -> json.writeString(text);
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case JsonNull _ -> json.writeNull();
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(this::writeValue);
                json.writeEndArray();
            }
            case JsonObject object -> {
                json.writeStartObject();
                writeProperties(object);
                json.writeEndObject();
            }
            default ->
                    throw new IllegalArgumentException(
                            "unsupported attribute type: " + value.getClass());
        }
    }

    /** Ends the last line and flushes the output. */
    @Override
    public void close() {
        if (written) {
            json.writeRaw('\n');
        }
        json.close();
    }
}
