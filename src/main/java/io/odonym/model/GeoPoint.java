package io.odonym.model;

/**
 * A point on the Earth. Immutable.
 *
 * @param latitude degrees WGS84, -90 to 90
 * @param longitude degrees WGS84, -180 to 180
 */
public record GeoPoint(double latitude, double longitude) {

    /** The radius of the Earth in kilometres, as in addok 1.3.2 (helpers/__init__.py). */
    public static final double EARTH_RADIUS_KILOMETRES = 6367;
}
