package io.odonym.improve.rules;

import io.odonym.improve.query.Improvement;
import io.odonym.rank.GeoDistance;

/**
 * Prefers, among places that match equally well, the one nearest to the centre of the request.
 *
 * <p>With addok's formula, an important place at a distance of fifty kilometres can rank before a
 * place at the centre.
 */
public final class NearCentreRule implements Improvement {

    /** The maximum distance, in kilometres, between the centre and a result that is near enough. */
    public static final double MAX_LOCAL_KILOMETRES = 1;

    private static final double WEIGHT = 0.5;

    /** The distance at which the second term of the bonus has fallen to 1/e, in kilometres. */
    private static final double DECAY_KILOMETRES = 5;

    /** Creates the rule. */
    public NearCentreRule() {}

    @Override
    public String name() {
        return "near_centre";
    }

    /**
     * Returns by how much the nearness of a place lowers its cost.
     *
     * @param kilometres the distance from the centre
     * @return 0 to 1 point
     */
    public static double bonus(double kilometres) {
        return WEIGHT
                * (GeoDistance.proximity(kilometres) + Math.exp(-kilometres / DECAY_KILOMETRES));
    }
}
