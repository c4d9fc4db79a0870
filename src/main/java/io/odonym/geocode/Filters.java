package io.odonym.geocode;

import java.util.List;
import java.util.Map;

/**
 * Restrictions by value: a place passes when, for every name, it has one of the name's values (OR
 * inside, AND across).
 *
 * @param values by filter name (type, postcode, citycode), in the order of the request
 */
public record Filters(Map<String, List<String>> values) {

    /** Everything passes. */
    public static final Filters NONE = new Filters(Map.of());

    /** Whether everything passes. */
    public boolean isEmpty() {
        return values.isEmpty();
    }
}
