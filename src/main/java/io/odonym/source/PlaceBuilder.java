package io.odonym.source;

import io.odonym.model.Attributes;
import io.odonym.model.KeyListInterner;

import java.util.ArrayList;
import java.util.List;

/** Puts the keys of a place together, in order; a key without a value is left out. */
final class PlaceBuilder {

    private final List<String> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    PlaceBuilder put(String key, Object value) {
        if (!"".equals(value)) {
            keys.add(key);
            values.add(value);
        }
        return this;
    }

    /** Only where there is a number. */
    PlaceBuilder put(String key, double number) {
        return Double.isNaN(number) ? this : put(key, (Object) number);
    }

    Attributes attributes(KeyListInterner keyLists) {
        return new Attributes(keyLists.of(keys), List.copyOf(values));
    }
}
