/**
 * Ranking: scores the candidates of a search and selects the best ones.
 *
 * <p>A score is the weighted mean of up to three values (addok 1.3.2, core.Result.score): the
 * similarity of the best label ({@link io.odonym.rank.LabelSimilarity}, weight 1), the importance
 * of the place (weight 0.1) and, for a search with a centre, the proximity to the centre ({@link
 * io.odonym.rank.GeoDistance}, weight 0.1). {@link io.odonym.rank.CandidateRanker} holds the scored
 * candidates of a search.
 */
package io.odonym.rank;
