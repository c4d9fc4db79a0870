package io.odonym.rank;

import io.odonym.model.GeoPoint;

/**
 * Distances on the earth and what they are worth, by addok's formulas (1.3.2, helpers/__init__.py).
 */
public final class GeoDistance {

    /** Beyond so many kilometres a place is not near at all. */
    private static final double FAR = 100;

    /** At so many kilometres nearness has fallen to 1/e. */
    private static final double SCALE = 50;

    /** The nearness of the point itself. */
    static final double MAX_PROXIMITY = 1;

    private GeoDistance() {}

    /**
     * The great-circle distance of two points, by the haversine formula.
     *
     * <p>{@link StrictMath}, so that all machines agree.
     *
     * @return kilometres
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

    /** Python's math.radians: one multiplication by a rounded constant. */
    private static double radians(double degrees) {
        return degrees * (StrictMath.PI / 180);
    }

    /** How near so many kilometres are: 1 at the point, 0 beyond a hundred. */
    public static double proximity(double kilometres) {
        return kilometres > FAR
                ? 0
                : StrictMath.exp(-((kilometres / SCALE) * (kilometres / SCALE)));
    }
}
