/**
 * Ranking: how well a candidate answers the query.
 *
 * <p>A score is the sum of its parts over the sum of their ceilings, as addok's (1.3.2,
 * core.Result.score): the likeness of the best label ({@link io.odonym.rank.LabelSimilarity},
 * ceiling 1), the place's importance (ceiling 0.1) and, with a centre, how near it is ({@link
 * io.odonym.rank.GeoDistance}, ceiling 0.1). {@link io.odonym.rank.CandidateRanker} holds the
 * candidates ranked so far in one search.
 */
package io.odonym.rank;
