package io.odonym.geocode;

import io.odonym.model.GeoPoint;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for the places and house numbers within an area. Each house number is a result of its
 * own.
 *
 * @param area the area
 * @param point the point from which distances are measured; if empty, results are ordered by their
 *     distance from the centre of the area
 * @param limit the maximum number of features, at least 1
 * @param filters the restrictions; {@link Filters#NONE} for none
 */
public record AreaRequest(SearchArea area, Optional<GeoPoint> point, int limit, Filters filters) {

    public AreaRequest {
        Objects.requireNonNull(area);
        Objects.requireNonNull(point);
        Objects.requireNonNull(filters);
    }
}
