package io.odonym.improve;

/**
 * Of places that fit equally well, the one nearest to the centre, where the request has one; addok
 * lets an important place fifty kilometres away go before.
 */
final class NearCentreRule implements Improvement {

    /** What nearness is worth at most, in points. */
    private static final double WORTH = 0.5;

    private static final double CLOSE_KILOMETRES = 5;

    /** A result so near needs no nearer one. */
    static final double HERE_KILOMETRES = 1;

    @Override
    public String name() {
        return "near_centre";
    }

    /** What it is worth to be so many kilometres from the centre, in points. */
    static double worth(double kilometres) {
        return WORTH
                * (io.odonym.rank.GeoDistance.proximity(kilometres)
                        + Math.exp(-kilometres / CLOSE_KILOMETRES));
    }
}
