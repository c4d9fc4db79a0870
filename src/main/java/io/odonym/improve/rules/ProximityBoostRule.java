package io.odonym.improve.rules;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.rank.GeoDistance;

/**
 * Prefers, among places that match equally well, the one nearest to the centre of the request.
 *
 * <p>With addok's formula, an important place at a distance of fifty kilometres can rank above a
 * place at the centre.
 */
public final class ProximityBoostRule implements ImprovementRule {

    /** The maximum distance between the centre and a result that counts as near, in kilometres. */
    public static final double MAX_LOCAL_KILOMETRES = 1;

    private static final double WEIGHT = 0.5;

    /** The distance at which the exponential part of the bonus has fallen to 1/e, in kilometres. */
    private static final double DECAY_KILOMETRES = 5;

    /** Creates the rule. */
    public ProximityBoostRule() {}

    @Override
    public String name() {
        return "near_centre";
    }

    /**
     * Returns the number of points that are deducted from the cost of a place near the centre.
     *
     * @param kilometres the distance from the centre
     * @return a number from 0 to 1
     */
    public static double bonus(double kilometres) {
        return WEIGHT
                * (GeoDistance.proximity(kilometres) + Math.exp(-kilometres / DECAY_KILOMETRES));
    }
}
