package io.odonym.improve.query;

import io.odonym.rank.RequestedHouseNumber;

/**
 * A part of the query that may be its house number.
 *
 * @param terms the terms that form the number, as a {@link TermMask}
 * @param text the number and its suffix as one word, for example "12bis"
 * @param asked the number or the range of numbers as it is written in the query, for example
 *     "96-98"
 * @param requested the key under which the index stores the number
 * @param cost the cost of interpreting these terms as the house number, in points
 * @param moved true if addok would not recognize a house number at this position
 */
public record HouseNumberInterpretation(
        long terms,
        String text,
        String asked,
        RequestedHouseNumber requested,
        double cost,
        boolean moved) {}
