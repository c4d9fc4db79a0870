package io.odonym.collect;

/** Ranks candidates while they are collected, so that collection can end early on a good one. */
@FunctionalInterface
public interface CandidateScorer {

    /**
     * Ranks the candidates that are not ranked yet and counts the good ones.
     *
     * @return how many of all those ranked in this search have a label that is nearly the query
     *     (addok's cream: a similarity of at least 0.9, MATCH_THRESHOLD)
     */
    int countCream(Bucket bucket);
}
