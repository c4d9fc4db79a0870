package io.odonym.collect;

/**
 * Counts the close matches among the candidates during collection, so that collection can end early
 * once there are enough.
 */
@FunctionalInterface
public interface CloseMatchCounter {

    /**
     * Scores the candidates that have no score yet and counts the close matches.
     *
     * @return the number of close matches scored so far in this search: candidates whose best label
     *     has a similarity of at least 0.9 to the query (addok's "cream", MATCH_THRESHOLD)
     */
    int countCream(Bucket bucket);
}
