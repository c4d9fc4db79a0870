package io.odonym.geocode;

import io.odonym.model.GeoPoint;
import io.odonym.rank.GeoDistance;

/**
 * Computes distances from a fixed centre up to a bound. For most points, a caller only needs to
 * know that the distance exceeds the bound. A cheap test finds nearly all of these points. The
 * exact distance, which costs about twenty times as much, is computed only for the other points.
 *
 * <p>The test uses a flat approximation of the Earth. It converts differences in longitude to
 * kilometres at the latitude closest to a pole within {@link #MAX_TESTABLE_KILOMETRES}, so that it
 * never overestimates a distance.
 *
 * <p>Immutable.
 */
final class BoundedGeoDistance {

    /** The largest bound, in kilometres, that the cheap test supports. */
    private static final double MAX_TESTABLE_KILOMETRES = 10;

    /** The length of a degree of latitude in kilometres, rounded down. */
    private static final double KILOMETRES_PER_DEGREE = 111;

    /**
     * The tolerance factor for squared distances. The distance along a parallel is longer than the
     * great-circle distance, but the ratio of their squares is less than this factor.
     */
    private static final double SQUARED_TOLERANCE = 1.02;

    private final GeoPoint center;
    private final double kilometresPerDegreeEast;

    BoundedGeoDistance(GeoPoint center) {
        this.center = center;
        double mostPolarLatitude =
                Math.min(
                        90,
                        Math.abs(center.latitude())
                                + MAX_TESTABLE_KILOMETRES / KILOMETRES_PER_DEGREE);
        this.kilometresPerDegreeEast =
                KILOMETRES_PER_DEGREE * Math.max(0, Math.cos(Math.toRadians(mostPolarLatitude)));
    }

    /** Returns the exact distance of a point from the centre, in kilometres. */
    double kilometres(double latitude, double longitude) {
        return GeoDistance.kilometres(latitude, longitude, center.latitude(), center.longitude());
    }

    /**
     * Returns the distance of a point from the centre if it may be within a bound.
     *
     * @param maxKilometres the bound
     * @return the exact distance in kilometres, or positive infinity if the cheap test proves that
     *     the distance exceeds the bound
     */
    double kilometres(double latitude, double longitude, double maxKilometres) {
        return exceeds(latitude, longitude, maxKilometres)
                ? Double.POSITIVE_INFINITY
                : kilometres(latitude, longitude);
    }

    /**
     * Tests whether a point is certainly farther from the centre than a bound.
     *
     * @param kilometres the bound; for more than 10 kilometres, the result is always {@code false}
     * @return {@code true} if the distance exceeds the bound; {@code false} if it may be within the
     *     bound
     */
    boolean exceeds(double latitude, double longitude, double kilometres) {
        if (kilometres > MAX_TESTABLE_KILOMETRES) {
            return false;
        }
        double north = Math.abs(latitude - center.latitude()) * KILOMETRES_PER_DEGREE;
        if (north > kilometres) {
            return true;
        }
        double degreesEast = Math.abs(longitude - center.longitude());
        double east = Math.min(degreesEast, 360 - degreesEast) * kilometresPerDegreeEast;
        return north * north + east * east > kilometres * kilometres * SQUARED_TOLERANCE;
    }
}
