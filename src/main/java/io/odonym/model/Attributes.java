package io.odonym.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON object as the import read it: its keys in their order, and a value for each.
 *
 * <p>Nearly all objects of a file have one of a few lists of keys, so a reader gives objects with
 * the same keys the very same list; an object then costs one array of values. Values are {@link
 * String}, {@link Long}, {@link Double}, {@link Boolean}, {@link JsonNull}, a {@link List} of
 * these, or nested {@code Attributes}.
 *
 * @param keys the keys, in the order of the input, without repetition
 * @param values one value for each key
 */
public record Attributes(List<String> keys, List<Object> values) {

    /** No keys at all. */
    public static final Attributes EMPTY = new Attributes(List.of(), List.of());

    /**
     * JSON's null, which an addok document may hold and which hides the value of the street under a
     * house number.
     */
    public enum JsonNull {
        /** The one null. */
        NULL
    }

    public Attributes {
        Objects.requireNonNull(keys);
        Objects.requireNonNull(values);
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException(
                    keys.size() + " keys for " + values.size() + " values");
        }
    }

    /**
     * Where a key stands; nearly always it is the very same string, as {@link KeyListInterner} has
     * it.
     */
    private int find(String key) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) == key) {
                return i;
            }
        }
        return keys.indexOf(key);
    }

    /** The value of a key, {@link JsonNull} included; empty where the key is absent. */
    public Optional<Object> get(String key) {
        int at = find(key);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    /**
     * The value as a list: a list as it is, any other value alone, nothing for null or an absent
     * key.
     */
    public List<?> all(String key) {
        int at = find(key);
        if (at < 0) {
            return List.of();
        }
        Object value = values.get(at);
        return value instanceof List<?> list
                ? list
                : value == JsonNull.NULL ? List.of() : List.of(value);
    }

    /**
     * These attributes with those of another object over them: its values replace values, its new
     * keys come last.
     */
    public Attributes with(Attributes over) {
        List<String> newKeys = new ArrayList<>(keys);
        List<Object> newValues = new ArrayList<>(values);
        for (int i = 0; i < over.keys.size(); i++) {
            int at = newKeys.indexOf(over.keys.get(i));
            if (at >= 0) {
                newValues.set(at, over.values.get(i));
            } else {
                newKeys.add(over.keys.get(i));
                newValues.add(over.values.get(i));
            }
        }
        return new Attributes(newKeys, newValues);
    }

    /**
     * The first value as text, which is the one that is shown (addok 1.3.2, core.Result); "" where
     * there is none.
     */
    public String text(String key) {
        int at = find(key);
        return at < 0 ? "" : text(values.get(at));
    }

    /** The same of a value. */
    public static String text(Object value) {
        if (value instanceof String plain) {
            return plain;
        }
        Object first = first(value);
        return first == JsonNull.NULL ? "" : first.toString();
    }

    /** The first of several values, "" where a list has none; any other value as it is. */
    public static Object first(Object value) {
        return value instanceof List<?> list ? list.isEmpty() ? "" : list.getFirst() : value;
    }

    /**
     * The first value as a number; NaN where there is none.
     *
     * @throws NumberFormatException where the value is text that holds no number
     */
    public double number(String key) {
        int at = find(key);
        return at < 0 ? Double.NaN : number(values.get(at));
    }

    /**
     * The same of a value.
     *
     * @throws NumberFormatException where it is text that holds no number
     */
    public static double number(Object value) {
        if (value instanceof Double plain) {
            return plain;
        }
        if (value instanceof List<?> list && list.isEmpty()) {
            return Double.NaN;
        }
        Object first = first(value);
        if (first == JsonNull.NULL) {
            return Double.NaN;
        }
        return first instanceof Number number
                ? number.doubleValue()
                : Double.parseDouble(first.toString().strip());
    }
}
