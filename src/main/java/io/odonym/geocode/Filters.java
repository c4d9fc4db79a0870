package io.odonym.geocode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

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

    /**
     * The values of one filter, repeated or separated; a blank between separators is none.
     *
     * @param given as a request or a cell gives them
     * @param separator between several values in one text; empty for none
     */
    public static List<String> values(List<String> given, String separator) {
        List<String> values = new ArrayList<>();
        for (String value : given) {
            if (separator.isEmpty()) {
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            } else if (value.contains(separator)) {
                for (String part : value.split(Pattern.quote(separator))) {
                    if (!part.isBlank()) {
                        values.add(part.strip());
                    }
                }
            } else {
                values.add(value.strip());
            }
        }
        return values;
    }
}
