package io.odonym.source;

import io.odonym.model.Attributes;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.model.HouseNumber;
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
 * <p>Values come out as Python's json reads them, since addok is written in Python: whole numbers
 * apart from decimals; of a key that stands twice the last value, in the first place. One thread at
 * a time.
 */
final class PlaceParser {

    static final String HOUSE_NUMBERS = "housenumbers";
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

    private final KeyListInterner keyLists;
    private final String file;
    private final List<String> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final Map<String, Integer> numberPlaces = new HashMap<>();
    private List<String> lastKeys = List.of();
    private boolean sameSoFar;
    private List<String> lastNumberKeys = List.of();

    PlaceParser(KeyListInterner keyLists, String file) {
        this.keyLists = keyLists;
        this.file = file;
    }

    /**
     * Parses lines.
     *
     * @param lines whole lines, in UTF-8
     * @param firstLine the number of the first in its file
     */
    void parse(byte[] lines, long firstLine, PlaceSink sink) throws IOException {
        int start = 0;
        long line = firstLine;
        while (start < lines.length) {
            int end = start;
            while (end < lines.length && lines[end] != '\n') {
                end++;
            }
            if (!isBlank(lines, start, end)) {
                try {
                    give(parse(lines, start, end), sink);
                } catch (JacksonException broken) {
                    sink.bad(
                            new BadLine(file, line, "broken JSON: " + broken.getOriginalMessage()));
                } catch (IllegalArgumentException unusable) {
                    sink.bad(new BadLine(file, line, unusable.getMessage()));
                }
            }
            start = end + 1;
            line++;
        }
    }

    /** What a line says to do with its place. */
    private record Wanted(PlaceAction action, Place place) {}

    private static void give(Wanted wanted, PlaceSink sink) throws IOException {
        switch (wanted.action()) {
            case ADD -> sink.place(wanted.place());
            case REPLACE -> sink.replace(wanted.place());
            case DELETE -> {
                if (wanted.place().id().isEmpty()) {
                    throw new IllegalArgumentException("id must not be null");
                }
                sink.delete(wanted.place().id());
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

    private Wanted parse(byte[] lines, int start, int end) {
        try (JsonParser json =
                JSON.createParser(ObjectReadContext.empty(), lines, start, end - start)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object");
            }
            keys.clear();
            values.clear();
            sameSoFar = true;
            List<HouseNumber> numbers = List.of();
            PlaceAction action = PlaceAction.ADD;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals(HOUSE_NUMBERS)) {
                    numbers = houseNumbers(json);
                } else if (key.equals(PlaceAction.KEY)) {
                    action = PlaceAction.of(value(json));
                } else {
                    putPlaceKey(key, value(json));
                }
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("broken JSON: something follows the object");
            }
            lastKeys = keyLists.of(keys);
            return new Wanted(
                    action,
                    new Place(new Attributes(lastKeys, Arrays.asList(values.toArray())), numbers));
        }
    }

    /** The next place nearly always begins with the keys of the one before. */
    private void putPlaceKey(String key, Object value) {
        int next = keys.size();
        if (sameSoFar && next < lastKeys.size() && lastKeys.get(next).equals(key)) {
            keys.add(lastKeys.get(next));
            values.add(value);
        } else {
            sameSoFar = false;
            put(keys, values, key, value);
        }
    }

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
        numberPlaces.clear();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String number = json.currentName();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("house number " + number + " must be an object");
            }
            HouseNumber parsed = new HouseNumber(number, houseNumber(json));
            Integer before = numberPlaces.putIfAbsent(number, numbers.size());
            if (before == null) {
                numbers.add(parsed);
            } else {
                numbers.set(before, parsed);
            }
        }
        return numbers;
    }

    /** The next number nearly always has the keys of the one before. */
    private Attributes houseNumber(JsonParser json) {
        Object[] expected = new Object[lastNumberKeys.size()];
        int n = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            if (n == expected.length || !lastNumberKeys.get(n).equals(key)) {
                return differentHouseNumber(json, key, Arrays.copyOf(expected, n));
            }
            json.nextToken();
            expected[n++] = value(json);
        }
        if (n < expected.length) {
            lastNumberKeys = keyLists.of(lastNumberKeys.subList(0, n));
            expected = Arrays.copyOf(expected, n);
        }
        return new Attributes(lastNumberKeys, Arrays.asList(expected));
    }

    private Attributes differentHouseNumber(JsonParser json, String nextKey, Object[] soFar) {
        List<String> numberKeys = new ArrayList<>(lastNumberKeys.subList(0, soFar.length));
        List<Object> numberValues = new ArrayList<>(Arrays.asList(soFar));
        String key = nextKey;
        do {
            json.nextToken();
            put(numberKeys, numberValues, key, value(json));
            key = json.nextToken() == JsonToken.PROPERTY_NAME ? json.currentName() : "";
        } while (json.currentToken() == JsonToken.PROPERTY_NAME);
        lastNumberKeys = keyLists.of(numberKeys);
        return new Attributes(lastNumberKeys, Arrays.asList(numberValues.toArray()));
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
                yield new Attributes(objectKeys, objectValues);
            }
            default -> throw new IllegalArgumentException("broken JSON: it ends too early");
        };
    }
}
