package io.odonym.geocode;

import io.odonym.model.GeoPoint;

import java.util.Objects;
import java.util.Optional;

/**
 * What is at this point?
 *
 * @param center the point
 * @param limit how many features to answer
 * @param filters restrictions; {@link Filters#NONE} for none
 * @param radius how far the nearest address may be, in metres; empty for addok's reach
 */
public record ReverseRequest(GeoPoint center, int limit, Filters filters, Optional<Double> radius) {

    /** Within addok's reach: about 150 m, and once more where nothing is there. */
    public ReverseRequest(GeoPoint center, int limit, Filters filters) {
        this(center, limit, filters, Optional.empty());
    }

    public ReverseRequest {
        Objects.requireNonNull(center);
        Objects.requireNonNull(filters);
        Objects.requireNonNull(radius);
    }
}
