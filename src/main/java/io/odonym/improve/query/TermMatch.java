package io.odonym.improve.query;

/**
 * A possible match between terms of the query and words of a place.
 *
 * @param cost the cost of the match, in points
 * @param terms the matched terms of the query, as a {@link TermMask}
 * @param words the matched words of the place, as a {@link TermMask}
 * @param improvement the improvement that matches them; {@link ImprovementRule#NONE} if addok's own
 *     analysis matches them
 */
public record TermMatch(double cost, long terms, long words, ImprovementRule improvement) {}
