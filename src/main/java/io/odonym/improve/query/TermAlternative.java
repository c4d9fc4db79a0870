package io.odonym.improve.query;

/**
 * A word of the index that may replace one or more terms of the query.
 *
 * @param terms the terms of the query, as a {@link TermMask}
 * @param word the word of the index
 * @param cost the cost of the replacement, in points
 * @param documentCount the number of places whose name or city contains the word
 * @param improvement the improvement that proposes the alternative
 */
public record TermAlternative(
        long terms, String word, double cost, int documentCount, ImprovementRule improvement) {}
