package io.odonym.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The content of a JSON object: its keys in input order, and one value per key.
 *
 * <p>A file contains only a few different lists of keys. Objects with the same keys share one list
 * instance (see {@link KeyListInterner}), so that an object needs little more memory than its array
 * of values. Values are {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link
 * JsonNull}, a {@link List} of these, or nested {@code JsonObject}.
 *
 * <p>Immutable, provided that the lists are not modified.
 *
 * @param keys the distinct keys, in input order
 * @param values one value per key
 */
public record JsonObject(List<String> keys, List<Object> values) {

    /** An object without keys. */
    public static final JsonObject EMPTY = new JsonObject(List.of(), List.of());

    /**
     * The JSON value null. A null attribute of a house number overrides the attribute of the
     * street.
     */
    public enum JsonNull {
        /** The only instance. */
        NULL
    }

    public JsonObject {
        Objects.requireNonNull(keys);
        Objects.requireNonNull(values);
        if (keys.size() != values.size()) {
            throw new IllegalArgumentException(
                    keys.size() + " keys for " + values.size() + " values");
        }
    }

    /**
     * Returns the index of a key; -1 if the key is absent. Most keys are interned by {@link
     * KeyListInterner}, so comparing references is usually enough to find a key.
     */
    private int indexOf(String key) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) == key) {
                return i;
            }
        }
        return keys.indexOf(key);
    }

    /** Returns the value of a key, which may be {@link JsonNull}; empty if the key is absent. */
    public Optional<Object> get(String key) {
        int at = indexOf(key);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    /**
     * Returns the values of a key as a list. A single value becomes a list of one element. The list
     * is empty if the value is null or the key is absent.
     */
    public List<?> list(String key) {
        int at = indexOf(key);
        if (at < 0) {
            return List.of();
        }
        Object value = values.get(at);
        return value instanceof List<?> list
                ? list
                : value == JsonNull.NULL ? List.of() : List.of(value);
    }

    /**
     * Returns a copy in which the values of another object override the values that have the same
     * keys. The remaining keys of the other object are appended.
     */
    public JsonObject overriddenBy(JsonObject other) {
        List<String> newKeys = new ArrayList<>(keys);
        List<Object> newValues = new ArrayList<>(values);
        for (int i = 0; i < other.keys.size(); i++) {
            int at = newKeys.indexOf(other.keys.get(i));
            if (at >= 0) {
                newValues.set(at, other.values.get(i));
            } else {
                newKeys.add(other.keys.get(i));
                newValues.add(other.values.get(i));
            }
        }
        return new JsonObject(newKeys, newValues);
    }

    /**
     * Returns the first value of a key as text; "" if there is no value. If a key has several
     * values, search results show the first one (addok 1.3.2, core.Result).
     */
    public String text(String key) {
        int at = indexOf(key);
        return at < 0 ? "" : textOf(values.get(at));
    }

    /**
     * Returns a value, or the first element of a list, as text; "" for null and for an empty list.
     */
    public static String textOf(Object value) {
        if (value instanceof String plain) {
            return plain;
        }
        Object first = firstOf(value);
        return first == JsonNull.NULL ? "" : first.toString();
    }

    /** Returns the first element of a list, "" for an empty list, and any other value unchanged. */
    public static Object firstOf(Object value) {
        return value instanceof List<?> list ? list.isEmpty() ? "" : list.getFirst() : value;
    }

    /**
     * Returns the first value of a key as a number; NaN if there is no value.
     *
     * @throws NumberFormatException if the value is text that is not a number
     */
    public double number(String key) {
        int at = indexOf(key);
        return at < 0 ? Double.NaN : numberOf(values.get(at));
    }

    /**
     * Returns a value, or the first element of a list, as a number; NaN for null and for an empty
     * list.
     *
     * @throws NumberFormatException if the value is text that is not a number
     */
    public static double numberOf(Object value) {
        if (value instanceof Double plain) {
            return plain;
        }
        if (value instanceof List<?> list && list.isEmpty()) {
            return Double.NaN;
        }
        Object first = firstOf(value);
        if (first == JsonNull.NULL) {
            return Double.NaN;
        }
        return first instanceof Number number
                ? number.doubleValue()
                : Double.parseDouble(first.toString().strip());
    }
}
