package io.odonym.geocode;

import io.odonym.model.GeoPoint;
import io.odonym.rank.GeoDistance;

/**
 * Distances from a centre. Of most points it is enough to know that they are farther away than so
 * many kilometres, and the true distance costs twenty times as much as telling that.
 *
 * <p>For that the earth is taken for flat, with meridians as close to each other as they are at the
 * most polar latitude within reach, so that what is told is certain; of the other points the true
 * distance is taken.
 */
final class CentreDistance {

    /** The farthest that anything is told of, in kilometres. */
    private static final double LONGEST = 10;

    /** A little less than a degree of latitude has. */
    private static final double KILOMETRES_OF_DEGREE = 111;

    /** Arcs of parallels are longer than great circles, their squares by less than this. */
    private static final double SAFETY = 1.02;

    private final GeoPoint center;
    private final double kilometresOfDegreeEast;

    CentreDistance(GeoPoint center) {
        this.center = center;
        double mostPolar =
                Math.min(90, Math.abs(center.latitude()) + LONGEST / KILOMETRES_OF_DEGREE);
        this.kilometresOfDegreeEast =
                KILOMETRES_OF_DEGREE * Math.max(0, Math.cos(Math.toRadians(mostPolar)));
    }

    /** How far a point is, in kilometres. */
    double kilometres(double latitude, double longitude) {
        return GeoDistance.kilometres(latitude, longitude, center.latitude(), center.longitude());
    }

    /**
     * The same; anything larger than the reach where it is beyond that.
     *
     * @param reach in kilometres
     */
    double kilometres(double latitude, double longitude, double reach) {
        return exceeds(latitude, longitude, reach)
                ? Double.POSITIVE_INFINITY
                : kilometres(latitude, longitude);
    }

    /**
     * Whether a point is certainly farther away.
     *
     * @param kilometres beyond 10 nothing is certain
     */
    boolean exceeds(double latitude, double longitude, double kilometres) {
        if (kilometres > LONGEST) {
            return false;
        }
        double north = Math.abs(latitude - center.latitude()) * KILOMETRES_OF_DEGREE;
        if (north > kilometres) {
            return true;
        }
        double degreesEast = Math.abs(longitude - center.longitude());
        double east = Math.min(degreesEast, 360 - degreesEast) * kilometresOfDegreeEast;
        return north * north + east * east > kilometres * kilometres * SAFETY;
    }
}
