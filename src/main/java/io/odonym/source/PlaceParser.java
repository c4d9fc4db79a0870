package io.odonym.source;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.KeyListInterner;
import io.odonym.model.Place;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses documents of the BAN's addok export.
 *
 * <p>Parses values like Python's json module, because addok is written in Python. Integers remain
 * distinct from decimal numbers. If a key is repeated, the last value replaces the first one, and
 * the key keeps its first position.
 *
 * <p>Not thread-safe.
 */
final class PlaceParser {

    /**
     * The key of a place's house numbers, whose value is an object with one object per house
     * number.
     */
    static final String HOUSE_NUMBERS = "housenumbers";

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

    private final KeyListInterner keyLists;
    private final String file;
    private final List<String> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final Map<String, Integer> numberIndexes = new HashMap<>();
    private List<String> lastKeys = List.of();
    private boolean keysMatchLast;
    private List<String> lastNumberKeys = List.of();

    PlaceParser(KeyListInterner keyLists, String file) {
        this.keyLists = keyLists;
        this.file = file;
    }

    /**
     * Parses lines and passes their places to a sink. Invalid lines are reported and skipped.
     *
     * @param lines complete lines in UTF-8
     * @param firstLine the line number of the first of these lines in the file
     */
    void parse(byte[] lines, long firstLine, PlaceSink sink) throws IOException {
        int start = 0;
        long line = firstLine;
        long count = 0;
        while (start < lines.length) {
            int end = start;
            while (end < lines.length && lines[end] != '\n') {
                end++;
            }
            if (!isBlank(lines, start, end)) {
                count++;
                try {
                    deliver(parse(lines, start, end), sink);
                } catch (JacksonException malformed) {
                    sink.badLine(
                            new BadLine(
                                    file,
                                    line,
                                    "malformed JSON: " + malformed.getOriginalMessage()));
                } catch (IllegalArgumentException invalid) {
                    sink.badLine(new BadLine(file, line, invalid.getMessage()));
                }
            }
            start = end + 1;
            line++;
        }
        sink.linesRead(count);
    }

    /** A parsed line: a place and its action. */
    private record Document(PlaceAction action, Place place) {}

    private static void deliver(Document document, PlaceSink sink) throws IOException {
        switch (document.action()) {
            case ADD -> sink.add(document.place());
            case REPLACE -> sink.replace(document.place());
            case DELETE -> {
                if (document.place().id().isEmpty()) {
                    throw new IllegalArgumentException("id must not be null");
                }
                sink.delete(document.place().id());
            }
        }
    }

    private static boolean isBlank(byte[] lines, int start, int end) {
        for (int i = start; i < end; i++) {
            if (lines[i] != ' ' && lines[i] != '\r' && lines[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private Document parse(byte[] lines, int start, int end) {
        try (JsonParser json =
                JSON.createParser(ObjectReadContext.empty(), lines, start, end - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            keys.clear();
            values.clear();
            keysMatchLast = true;
            List<HouseNumber> numbers = List.of();
            PlaceAction action = PlaceAction.ADD;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals(HOUSE_NUMBERS)) {
                    numbers = houseNumbers(json);
                } else if (key.equals(PlaceAction.KEY)) {
                    action = PlaceAction.parse(value(json));
                } else {
                    putPlaceKey(key, value(json));
                }
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException(
                        "malformed JSON: unexpected content after the object");
            }
            lastKeys = keyLists.intern(keys);
            return new Document(
                    action,
                    new Place(new JsonObject(lastKeys, Arrays.asList(values.toArray())), numbers));
        }
    }

    /** Appends a key of a place. Most places have the same keys as the previous place. */
    private void putPlaceKey(String key, Object value) {
        int next = keys.size();
        if (keysMatchLast && next < lastKeys.size() && lastKeys.get(next).equals(key)) {
            keys.add(lastKeys.get(next));
            values.add(value);
        } else {
            keysMatchLast = false;
            put(keys, values, key, value);
        }
    }

    /** Appends a key, or replaces its value if the key is repeated. */
    private static void put(List<String> keys, List<Object> values, String key, Object value) {
        int at = keys.indexOf(key);
        if (at < 0) {
            keys.add(key);
            values.add(value);
        } else {
            values.set(at, value);
        }
    }

    private List<HouseNumber> houseNumbers(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("housenumbers must be an object");
        }
        List<HouseNumber> numbers = new ArrayList<>();
        numberIndexes.clear();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String number = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("house number " + number + " must be an object");
            }
            HouseNumber parsed = new HouseNumber(number, houseNumber(json));
            Integer before = numberIndexes.putIfAbsent(number, numbers.size());
            if (before == null) {
                numbers.add(parsed);
            } else {
                numbers.set(before, parsed);
            }
        }
        return numbers;
    }

    /** Parses a house number. Most house numbers have the same keys as the previous one. */
    private JsonObject houseNumber(JsonParser json) {
        Object[] parsed = new Object[lastNumberKeys.size()];
        int n = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            if (n == parsed.length || !lastNumberKeys.get(n).equals(key)) {
                return parseOtherHouseNumber(json, key, Arrays.copyOf(parsed, n));
            }
            json.nextToken();
            parsed[n++] = value(json);
        }
        if (n < parsed.length) {
            lastNumberKeys = keyLists.intern(lastNumberKeys.subList(0, n));
            parsed = Arrays.copyOf(parsed, n);
        }
        return new JsonObject(lastNumberKeys, Arrays.asList(parsed));
    }

    /**
     * Parses the rest of a house number whose keys differ from those of the previous one.
     *
     * @param nextKey the first key that differs
     * @param parsedValues the values of the preceding keys
     */
    private JsonObject parseOtherHouseNumber(
            JsonParser json, String nextKey, Object[] parsedValues) {
        List<String> numberKeys = new ArrayList<>(lastNumberKeys.subList(0, parsedValues.length));
        List<Object> numberValues = new ArrayList<>(Arrays.asList(parsedValues));
        String key = nextKey;
        do {
            json.nextToken();
            put(numberKeys, numberValues, key, value(json));
            key = json.nextToken() == JsonToken.PROPERTY_NAME ? json.currentName() : "";
        } while (json.currentToken() == JsonToken.PROPERTY_NAME);
        lastNumberKeys = keyLists.intern(numberKeys);
        return new JsonObject(lastNumberKeys, Arrays.asList(numberValues.toArray()));
    }

    private Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT ->
                    json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? (Object) json.getDoubleValue()
                            : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                yield list;
            }
            case START_OBJECT -> {
                List<String> objectKeys = new ArrayList<>();
                List<Object> objectValues = new ArrayList<>();
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String key = json.currentName();
                    json.nextToken();
                    put(objectKeys, objectValues, key, value(json));
                }
                yield new JsonObject(objectKeys, objectValues);
            }
            default -> throw new IllegalArgumentException("malformed JSON: unexpected end");
        };
    }
}
