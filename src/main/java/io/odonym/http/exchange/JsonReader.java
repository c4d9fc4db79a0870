package io.odonym.http.exchange;

import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads a JSON text that a client has sent. Stateless. */
public final class JsonReader {

    /** The maximum depth of nested values. A multi-polygon in GeoJSON has a depth of 6. */
    private static final int MAX_DEPTH = 32;

    /** The memory that a value takes in addition to its text, in bytes. */
    private static final int BYTES_PER_VALUE = 256;

    /** Names are not interned, because a client can choose names whose hash codes collide. */
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private JsonReader() {}

    /** Thrown if a text is not JSON, or exceeds a limit of the reader. */
    public static final class InvalidJsonException extends Exception {
        private static final long serialVersionUID = 1;

        private InvalidJsonException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads a short text.
     *
     * @throws InvalidJsonException if the text is not a JSON value
     */
    public static Object read(String text) throws InvalidJsonException {
        return read(text.getBytes(StandardCharsets.UTF_8), _ -> {});
    }

    /**
     * Reads a text in UTF-8.
     *
     * @param memory receives the number of bytes that each value takes, before the value is read
     * @return the value, of the types that {@link JsonObject} lists; if a name is repeated, its
     *     last value counts
     * @throws InvalidJsonException if the text is not a JSON value; the message is a predicate that
     *     says where, such as "is not valid JSON: line 1, column 2."
     */
    public static Object read(byte[] text, LongConsumer memory) throws InvalidJsonException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new InvalidJsonException("is empty.");
            }
            Object value = value(parser, memory);
            if (parser.nextToken() != null) {
                throw new InvalidJsonException("continues after the end of the JSON value.");
            }
            return value;
        } catch (JacksonException malformed) {
            // A value that exceeds a limit of the parser has no location.
            throw new InvalidJsonException(
                    Optional.ofNullable(malformed.getLocation())
                            .map(
                                    location ->
                                            "is not valid JSON: line "
                                                    + location.getLineNr()
                                                    + ", column "
                                                    + location.getColumnNr()
                                                    + ".")
                            .orElse("has a name, number or string that is too long."));
        }
    }

    private static Object value(JsonParser parser, LongConsumer memory) {
        memory.accept(BYTES_PER_VALUE);
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, memory);
            case START_ARRAY -> array(parser, memory);
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> JsonNull.NULL;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            default -> throw new IllegalStateException("unexpected token " + token);
        };
    }

    /** Returns a number as a long if it is a short integer. */
    private static Object number(String text) {
        boolean isInteger =
                text.length() < 18 && text.chars().allMatch(c -> c == '-' || c <= '9' && c >= '0');
        if (isInteger) {
            return Long.valueOf(text);
        }
        return Double.valueOf(text);
    }

    private static JsonObject object(JsonParser parser, LongConsumer memory) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser, memory));
        }
        return new JsonObject(new ArrayList<>(members.keySet()), new ArrayList<>(members.values()));
    }

    private static List<Object> array(JsonParser parser, LongConsumer memory) {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, memory));
        }
        return values;
    }
}
