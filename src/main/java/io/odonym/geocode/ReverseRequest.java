package io.odonym.geocode;

import java.util.Objects;

/**
 * What is at this point?
 *
 * @param center the point
 * @param limit how many features to answer
 * @param filters restrictions; {@link Filters#NONE} for none
 */
public record ReverseRequest(Center center, int limit, Filters filters) {

    public ReverseRequest {
        Objects.requireNonNull(center);
        Objects.requireNonNull(filters);
    }
}
