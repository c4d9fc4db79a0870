package io.odonym.improve.rules;

import io.odonym.improve.query.ImprovementRule;

/**
 * Finds the place where two streets meet. The query names both streets and no house number, such as
 * "angle rue de Rivoli et rue du Temple".
 *
 * <p>The index holds no geometry of streets. Two streets are assumed to meet where their house
 * numbers are closest to each other; the position is the midpoint between these two house numbers.
 */
public final class IntersectionRule implements ImprovementRule {

    /**
     * The maximum distance between the nearest house numbers of two streets that meet, in metres.
     */
    public static final double MAX_METRES = 100;

    /** The maximum cost of each of the two streets if the query names their city, in points. */
    public static final double MAX_STREET_COST = 1.5;

    /** The maximum cost of each of the two streets if the query names no city, in points. */
    public static final double MAX_STREET_COST_WITHOUT_CITY = 0.9;

    /** Creates the rule. */
    public IntersectionRule() {}

    @Override
    public String name() {
        return "intersection";
    }
}
