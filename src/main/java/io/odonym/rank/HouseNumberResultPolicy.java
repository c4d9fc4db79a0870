package io.odonym.rank;

import java.util.List;
import java.util.Map;

/**
 * Defines whether the results of a search may or must be house numbers. The policy depends on the
 * request's {@code type} filter (addok 1.3.2, core._setup_housenumber_checks).
 *
 * @param allowed whether a result may be a house number
 * @param required whether every result must be a house number
 */
public record HouseNumberResultPolicy(boolean allowed, boolean required) {

    private static final String TYPE = "type";
    private static final String HOUSE_NUMBER = "housenumber";

    /**
     * Returns the policy of a request.
     *
     * @param filters the values of each filter, by filter name
     */
    public static HouseNumberResultPolicy of(Map<String, List<String>> filters) {
        List<String> types = filters.get(TYPE);
        if (types == null) {
            return new HouseNumberResultPolicy(true, false);
        }
        boolean allowed = types.contains(HOUSE_NUMBER);
        return new HouseNumberResultPolicy(
                allowed, allowed && types.stream().allMatch(HOUSE_NUMBER::equals));
    }
}
