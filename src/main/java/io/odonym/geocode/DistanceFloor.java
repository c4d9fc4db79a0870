package io.odonym.geocode;

/**
 * Tells quickly that a point is farther from a centre than so many kilometres. Most points are, and
 * the true distance costs twenty times as much.
 *
 * <p>It takes the earth for flat, with meridians as close to each other as they are at the most
 * polar latitude within reach, so that what it says is certain; of a point that it says nothing of
 * the true distance tells.
 */
final class DistanceFloor {

    /** The farthest that it says anything of, in kilometres. */
    private static final double LONGEST = 10;

    /** A little less than a degree of latitude has. */
    private static final double KILOMETRES_OF_DEGREE = 111;

    /** Arcs of parallels are longer than great circles, their squares by less than this. */
    private static final double SAFETY = 1.02;

    private final Center center;
    private final double kilometresOfDegreeEast;

    DistanceFloor(Center center) {
        this.center = center;
        double mostPolar =
                Math.min(90, Math.abs(center.latitude()) + LONGEST / KILOMETRES_OF_DEGREE);
        this.kilometresOfDegreeEast =
                KILOMETRES_OF_DEGREE * Math.max(0, Math.cos(Math.toRadians(mostPolar)));
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
