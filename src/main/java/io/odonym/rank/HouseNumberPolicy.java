package io.odonym.rank;

import java.util.List;
import java.util.Map;

/**
 * Whether house numbers are looked for, by the request's filter on type (addok 1.3.2,
 * core._setup_housenumber_checks).
 *
 * @param allowed whether a house number may be found
 * @param required whether nothing but house numbers is answered
 */
public record HouseNumberPolicy(boolean allowed, boolean required) {

    private static final String TYPE = "type";
    private static final String HOUSE_NUMBER = "housenumber";

    /** By the request's filters. */
    public static HouseNumberPolicy of(Map<String, List<String>> filters) {
        List<String> types = filters.get(TYPE);
        if (types == null) {
            return new HouseNumberPolicy(true, false);
        }
        boolean allowed = types.contains(HOUSE_NUMBER);
        return new HouseNumberPolicy(
                allowed, allowed && types.stream().allMatch(HOUSE_NUMBER::equals));
    }
}
