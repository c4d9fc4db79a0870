package io.odonym.collect;

import java.util.List;

/**
 * Receives the steps of a collection, for an explanation of the search result. Use {@link #NONE}
 * for a search without an explanation.
 */
public interface CollectorListener {

    /** A disabled listener that does nothing. */
    CollectorListener NONE =
            new CollectorListener() {
                @Override
                public boolean isEnabled() {
                    return false;
                }

                @Override
                public void onLookup(String action, List<?> keys, int candidates) {}

                @Override
                public void onCollectorEnd(String name, int candidates, long nanoseconds) {}
            };

    /** Returns whether the listener is enabled. If not, its other methods need not be called. */
    boolean isEnabled();

    /**
     * Called after an index lookup.
     *
     * @param action what happened to the documents found: {@code add} or {@code scan} if they were
     *     added to the bucket, {@code replace} if they replaced its content
     * @param keys the lookup keys: terms and document sets
     * @param candidates the number of candidates in the bucket after the lookup
     */
    void onLookup(String action, List<?> keys, int candidates);

    /**
     * Called after a collector has run.
     *
     * @param name the collector's name
     * @param candidates the number of candidates in the bucket after the run
     * @param nanoseconds the duration of the run
     */
    void onCollectorEnd(String name, int candidates, long nanoseconds);
}
