package io.odonym.collect;

/** One way to find candidates. */
public interface Collector {

    /** Its name in traces, metrics and explanations. */
    String name();

    /**
     * Adds candidates where it is this collector's case.
     *
     * @return whether there is enough, and the collectors that follow need not run
     */
    boolean collect(CollectionContext harvest);
}
