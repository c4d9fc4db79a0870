package io.odonym.collect;

/**
 * Scores candidates while they are collected, so that collection can end early once it has found a
 * close match.
 */
@FunctionalInterface
public interface CandidateScorer {

    /**
     * Scores the candidates that have no score yet and counts the close matches.
     *
     * @return the number of candidates scored so far in this search whose best label has a
     *     similarity of at least 0.9 to the query (addok's "cream", MATCH_THRESHOLD)
     */
    int countCream(Bucket bucket);
}
