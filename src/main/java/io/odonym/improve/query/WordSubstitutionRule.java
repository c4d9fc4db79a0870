package io.odonym.improve.query;

/** An improvement that matches a single query term with a different word of a place. */
public interface WordSubstitutionRule extends ImprovementRule {

    /** The cost of two words that do not match. */
    float NO_MATCH = Float.POSITIVE_INFINITY;

    /**
     * Returns the cost of matching a query term with a word of a place. The method is called only
     * if the two words differ and addok's own analysis does not match them.
     *
     * @param query the query
     * @param term the index of the query term
     * @param word the word of the place
     * @return the cost in points, or {@link #NO_MATCH}
     */
    float substitutionCost(RelaxedQuery query, int term, WordForm word);
}
