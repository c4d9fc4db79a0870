package io.odonym.source;

import io.odonym.source.AddressCsvSchema.Municipality;
import io.odonym.source.AddressCsvSchema.Point;

/** Checks whether the coordinates of a row can be those of an address in its municipality. */
final class PointCheck {

    private PointCheck() {}

    /**
     * Checks a point.
     *
     * @throws IllegalArgumentException if the coordinates are 0, swapped, or far from the
     *     municipality
     */
    static void check(Point point, Municipality municipality, CommuneTable communes) {
        double longitude = point.longitude();
        double latitude = point.latitude();
        if (longitude == 0 && latitude == 0) {
            throw new IllegalArgumentException("the longitude and the latitude are 0");
        }
        CommuneTable.Area area =
                communes.find(municipality.citycode())
                        .flatMap(CommuneTable.Commune::area)
                        .orElse(null);
        if (area == null || area.isNear(longitude, latitude)) {
            return;
        }
        if (area.isNear(latitude, longitude)) {
            throw new IllegalArgumentException(
                    "the longitude and the latitude are swapped: " + longitude + ", " + latitude);
        }
        throw new IllegalArgumentException(
                "the point %s, %s (longitude, latitude) is far from %s (%s)"
                        .formatted(
                                longitude, latitude, municipality.city(), municipality.citycode()));
    }
}
