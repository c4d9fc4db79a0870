package io.odonym.improve.rules;

import io.odonym.improve.query.ImprovementRule;

/** Accepts a different street type or a missing street type: "chemin" matches "impasse". */
public final class StreetTypeRule implements ImprovementRule {

    /** The cost of a place whose street type differs from the street type of the query. */
    public static final double OTHER_TYPE_COST = 1.0;

    /** The cost of a place with a street type if the query has none. */
    public static final double MISSING_TYPE_COST = 0.3;

    /** The maximum cost of a street type in the query if the place has none. */
    public static final double MAX_SURPLUS_TYPE_COST = 0.4;

    /** Creates the rule. */
    public StreetTypeRule() {}

    @Override
    public String name() {
        return "street_type";
    }
}
