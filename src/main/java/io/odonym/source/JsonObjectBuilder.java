package io.odonym.source;

import io.odonym.model.JsonObject;
import io.odonym.model.KeyListInterner;

import java.util.ArrayList;
import java.util.List;

/** Builds attributes one key at a time, and skips keys without a value. Not thread-safe. */
final class JsonObjectBuilder {

    private final List<String> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Appends a key and its value, unless the value is "". */
    JsonObjectBuilder put(String key, Object value) {
        if (!"".equals(value)) {
            keys.add(key);
            values.add(value);
        }
        return this;
    }

    /** Appends a key and a number, unless the number is NaN. */
    JsonObjectBuilder put(String key, double number) {
        return Double.isNaN(number) ? this : put(key, (Object) number);
    }

    /** Returns the attributes, with an interned list of keys. */
    JsonObject build(KeyListInterner keyLists) {
        return new JsonObject(keyLists.intern(keys), List.copyOf(values));
    }
}
