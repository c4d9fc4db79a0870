package io.odonym.rank;

import io.odonym.model.GeoPoint;

/**
 * Computes distances on the Earth and the proximity scores that depend on them, with the formulas
 * of addok 1.3.2 (helpers/__init__.py).
 *
 * <p>Uses {@link StrictMath}, so the results are the same on all machines.
 */
public final class GeoDistance {

    /** The distance in kilometres beyond which the proximity is 0. */
    private static final double MAX_KILOMETRES = 100;

    /** The distance in kilometres at which the proximity is 1/e. */
    private static final double SCALE_KILOMETRES = 50;

    /** The proximity at a distance of 0. */
    static final double MAX_PROXIMITY = 1;

    private GeoDistance() {}

    /**
     * Returns the great-circle distance between two points, computed with the haversine formula.
     * Coordinates are in degrees WGS84.
     *
     * @return the distance in kilometres
     */
    public static double kilometres(
            double latitude1, double longitude1, double latitude2, double longitude2) {
        double phi1 = radians(latitude1);
        double phi2 = radians(latitude2);
        double sinLatitude = StrictMath.sin((phi2 - phi1) / 2);
        double sinLongitude = StrictMath.sin((radians(longitude2) - radians(longitude1)) / 2);
        double a =
                sinLatitude * sinLatitude
                        + StrictMath.cos(phi1)
                                * StrictMath.cos(phi2)
                                * (sinLongitude * sinLongitude);
        return GeoPoint.EARTH_RADIUS_KILOMETRES * (2 * StrictMath.asin(StrictMath.sqrt(a)));
    }

    /**
     * Converts degrees to radians like Python's math.radians, which multiplies by a rounded
     * constant.
     */
    private static double radians(double degrees) {
        return degrees * (StrictMath.PI / 180);
    }

    /**
     * Returns the proximity at a distance: 1 at 0 km, 1/e at 50 km, and 0 beyond 100 km.
     *
     * @param kilometres the distance in kilometres
     * @return the proximity, from 0 to 1
     */
    public static double proximity(double kilometres) {
        return kilometres > MAX_KILOMETRES
                ? 0
                : StrictMath.exp(
                        -((kilometres / SCALE_KILOMETRES) * (kilometres / SCALE_KILOMETRES)));
    }
}
