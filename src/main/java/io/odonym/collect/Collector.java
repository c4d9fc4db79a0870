package io.odonym.collect;

/**
 * A step of candidate collection: adds documents to the bucket of a search when its conditions are
 * met.
 *
 * <p>Implementations are stateless and thread-safe. All state of a search is in the {@link
 * CollectionContext}.
 */
public interface Collector {

    /** Returns the collector's name in spans, in metrics and in explanations. */
    String name();

    /**
     * Adds candidates to the bucket if the conditions of this collector are met. Otherwise returns
     * {@code false} immediately.
     *
     * @return {@code true} to end the collection, so that no later collector runs
     */
    boolean collect(CollectionContext context);
}
