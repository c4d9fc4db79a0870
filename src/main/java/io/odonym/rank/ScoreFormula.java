package io.odonym.rank;

import io.odonym.index.postings.TokenWeight;

/** How the parts make a score. */
public final class ScoreFormula {

    /** addok's GEO_DISTANCE_WEIGHT. */
    public static final double PROXIMITY_WEIGHT = 0.1;

    /** The ceiling of the similarity. */
    public static final double SIMILARITY_WEIGHT = 1.0;

    /** A feature with less is not answered (addok's MIN_SCORE). */
    public static final double MIN_SCORE = 0.1;

    private ScoreFormula() {}

    /** The score of a search without a centre. */
    public static double score(double importance, double similarity) {
        return (importance * TokenWeight.IMPORTANCE_WEIGHT + similarity)
                / (TokenWeight.IMPORTANCE_WEIGHT + SIMILARITY_WEIGHT);
    }

    /** The score of a search with a centre; summed in addok's order, to the last bit. */
    public static double score(double importance, double similarity, double proximity) {
        return (importance * TokenWeight.IMPORTANCE_WEIGHT
                        + similarity
                        + proximity * PROXIMITY_WEIGHT)
                / (TokenWeight.IMPORTANCE_WEIGHT + SIMILARITY_WEIGHT + PROXIMITY_WEIGHT);
    }

    /** The score of a reverse search, where only proximity counts. */
    public static double reverseScore(double proximity) {
        return proximity * PROXIMITY_WEIGHT / PROXIMITY_WEIGHT;
    }
}
