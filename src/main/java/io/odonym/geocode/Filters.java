package io.odonym.geocode;

import io.odonym.model.GeoBounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Restricts a search to places with given values. A place passes if, for every filter, it has at
 * least one of the accepted values.
 *
 * @param values the accepted values by filter name (type, postcode, citycode), in the order of the
 *     request
 * @param maxValues the maximum number of distinct values of a filter; further values are ignored,
 *     as in addok
 * @param bounds the rectangle in which the results lie
 */
public record Filters(Map<String, List<String>> values, int maxValues, Optional<GeoBounds> bounds) {

    /** addok 1.3.2's {@code MAX_FILTER_VALUES}. */
    public static final int ADDOK_MAX_VALUES = 10;

    /** No restrictions. */
    public static final Filters NONE = new Filters(Map.of());

    public Filters {
        Objects.requireNonNull(values);
        Objects.requireNonNull(bounds);
    }

    /** Creates restrictions with as many values as in addok, without a rectangle. */
    public Filters(Map<String, List<String>> values) {
        this(values, ADDOK_MAX_VALUES, Optional.empty());
    }

    /** Tests whether there are no restrictions. */
    public boolean isEmpty() {
        return values.isEmpty() && bounds.isEmpty();
    }

    /**
     * Splits the texts given for one filter into values. Blank values next to a separator are
     * dropped.
     *
     * @param texts the values of a repeated request parameter, or the text of a cell
     * @param separator the separator between several values in one text; empty to disable splitting
     */
    public static List<String> parseValues(List<String> texts, String separator) {
        List<String> values = new ArrayList<>();
        for (String text : texts) {
            if (separator.isEmpty()) {
                if (!text.isBlank()) {
                    values.add(text.strip());
                }
            } else if (text.contains(separator)) {
                for (String part : text.split(Pattern.quote(separator))) {
                    if (!part.isBlank()) {
                        values.add(part.strip());
                    }
                }
            } else {
                values.add(text.strip());
            }
        }
        return values;
    }
}
