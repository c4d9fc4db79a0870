package io.odonym.rank;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Defines whether the results of a search may or must be house numbers, and which. The policy
 * depends on the request's filters; for {@code type} as in addok 1.3.2
 * (core._setup_housenumber_checks).
 *
 * @param allowed whether a result may be a house number
 * @param required whether every result must be a house number
 * @param filter the house numbers that may be returned
 */
public record HouseNumberResultPolicy(boolean allowed, boolean required, HouseNumberFilter filter) {

    private static final String TYPE = "type";
    private static final String HOUSE_NUMBER = "housenumber";

    public HouseNumberResultPolicy {
        Objects.requireNonNull(filter);
    }

    /** Creates a policy that accepts all house numbers. */
    public HouseNumberResultPolicy(boolean allowed, boolean required) {
        this(allowed, required, HouseNumberFilter.NONE);
    }

    /**
     * Returns the policy of a request.
     *
     * @param filters the values of each filter, by filter name
     */
    public static HouseNumberResultPolicy of(Map<String, List<String>> filters) {
        List<String> types = filters.get(TYPE);
        HouseNumberFilter filter = HouseNumberFilter.of(filters);
        if (types == null) {
            return new HouseNumberResultPolicy(true, false, filter);
        }
        boolean allowed = types.contains(HOUSE_NUMBER);
        return new HouseNumberResultPolicy(
                allowed, allowed && types.stream().allMatch(HOUSE_NUMBER::equals), filter);
    }
}
