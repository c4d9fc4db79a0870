package io.odonym.rank;

import io.odonym.index.postings.TokenWeightCode;

/**
 * Computes the score of a search result with the formula of addok 1.3.2 (core.Result.score): the
 * weighted mean of importance, similarity and, if there is a centre, proximity. The terms are added
 * in addok's order, so that scores are equal to the last bit.
 */
public final class ScoreFormula {

    /** The weight of the proximity (addok's GEO_DISTANCE_WEIGHT). */
    public static final double PROXIMITY_WEIGHT = 0.1;

    /** The weight of the similarity. */
    public static final double SIMILARITY_WEIGHT = 1.0;

    /** The minimum score of a search result (addok's MIN_SCORE). */
    public static final double MIN_SCORE = 0.1;

    private ScoreFormula() {}

    /**
     * Returns the score of a search without a centre.
     *
     * @param importance the importance of the place, from 0 to 1
     * @param similarity the similarity of the best label, from 0 to 1
     * @return the score, from 0 to 1
     */
    public static double score(double importance, double similarity) {
        return (importance * TokenWeightCode.IMPORTANCE_WEIGHT + similarity)
                / (TokenWeightCode.IMPORTANCE_WEIGHT + SIMILARITY_WEIGHT);
    }

    /**
     * Returns the score of a search with a centre.
     *
     * @param importance the importance of the place, from 0 to 1
     * @param similarity the similarity of the best label, from 0 to 1
     * @param proximity the proximity to the centre, from 0 to 1
     * @return the score, from 0 to 1
     */
    public static double score(double importance, double similarity, double proximity) {
        return (importance * TokenWeightCode.IMPORTANCE_WEIGHT
                        + similarity
                        + proximity * PROXIMITY_WEIGHT)
                / (TokenWeightCode.IMPORTANCE_WEIGHT + SIMILARITY_WEIGHT + PROXIMITY_WEIGHT);
    }

    /**
     * Returns the score of a reverse search, which depends on the proximity only.
     *
     * @param proximity the proximity to the point of the search, from 0 to 1
     * @return the score, from 0 to 1
     */
    public static double reverseScore(double proximity) {
        return proximity * PROXIMITY_WEIGHT / PROXIMITY_WEIGHT;
    }
}
