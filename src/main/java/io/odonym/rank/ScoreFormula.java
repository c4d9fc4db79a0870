package io.odonym.rank;

import io.odonym.index.postings.TokenWeight;

/** How the parts make a score. */
public final class ScoreFormula {

    /** addok's GEO_DISTANCE_WEIGHT. */
    public static final double NEARNESS_WEIGHT = 0.1;

    /** The ceiling of the likeness. */
    public static final double LIKENESS_WEIGHT = 1.0;

    /** A feature with less is not answered (addok's MIN_SCORE). */
    public static final double MIN_SCORE = 0.1;

    private ScoreFormula() {}

    /** The score of a search without a centre. */
    public static double score(double importance, double likeness) {
        return (importance * TokenWeight.IMPORTANCE_WEIGHT + likeness)
                / (TokenWeight.IMPORTANCE_WEIGHT + LIKENESS_WEIGHT);
    }

    /** The score of a search with a centre; summed in addok's order, to the last bit. */
    public static double score(double importance, double likeness, double nearness) {
        return (importance * TokenWeight.IMPORTANCE_WEIGHT + likeness + nearness * NEARNESS_WEIGHT)
                / (TokenWeight.IMPORTANCE_WEIGHT + LIKENESS_WEIGHT + NEARNESS_WEIGHT);
    }

    /** The score of a reverse search, where only nearness counts. */
    public static double reverse(double nearness) {
        return nearness * NEARNESS_WEIGHT / NEARNESS_WEIGHT;
    }
}
