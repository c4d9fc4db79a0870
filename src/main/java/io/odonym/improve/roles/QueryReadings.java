package io.odonym.improve.roles;

import java.util.List;
import java.util.Optional;

/**
 * The ways to read a query.
 *
 * @param whole the query as one address
 * @param corner the query as the corner of two streets; empty if it does not describe a corner
 */
public record QueryReadings(QueryReading whole, Optional<Corner> corner) {

    /**
     * The corner of two streets.
     *
     * @param first the first street, with its own house number and the city
     * @param second the second street, with its own house number and the city
     * @param inCity whether the query names the city. If it does not, the text after the second
     *     street is part of the second reading, but not of the first.
     * @param numbered whether a house number precedes one of the streets
     */
    public record Corner(
            QueryReading first, QueryReading second, boolean inCity, boolean numbered) {}

    /**
     * Returns the readings that describe one address each. The two streets of a corner replace the
     * whole query if the city is known, because each street then describes a complete address.
     */
    public List<QueryReading> addresses() {
        return corner.filter(Corner::inCity)
                .map(streets -> List.of(streets.first(), streets.second()))
                .orElse(List.of(whole));
    }
}
