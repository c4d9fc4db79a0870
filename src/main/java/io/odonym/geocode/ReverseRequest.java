package io.odonym.geocode;

import io.odonym.model.GeoPoint;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for the addresses nearest to a point (reverse geocoding).
 *
 * @param point the point
 * @param limit the maximum number of features
 * @param filters the restrictions; {@link Filters#NONE} for none
 * @param radius the maximum distance in metres; if empty, searches the same area as addok: the
 *     geohash cells around the point, which reach about 150 m, or twice as far if those cells are
 *     empty
 */
public record ReverseRequest(GeoPoint point, int limit, Filters filters, Optional<Double> radius) {

    public ReverseRequest {
        Objects.requireNonNull(point);
        Objects.requireNonNull(filters);
        Objects.requireNonNull(radius);
    }
}
