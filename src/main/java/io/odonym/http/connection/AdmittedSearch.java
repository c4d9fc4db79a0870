package io.odonym.http.connection;

/**
 * A single search that {@link AdmissionControl} has admitted. Running this object ends the search;
 * further runs have no effect. The time from the start to the end counts as processor time. Not
 * thread-safe.
 */
public final class AdmittedSearch implements Runnable {

    private final AdmissionControl admission;
    private final long start;
    private final boolean limited;
    private boolean ended;

    /**
     * Creates a running search.
     *
     * @param start the start of the search, from {@link System#nanoTime}
     * @param limited whether the search counts towards the limit of concurrent searches
     */
    AdmittedSearch(AdmissionControl admission, long start, boolean limited) {
        this.admission = admission;
        this.start = start;
        this.limited = limited;
    }

    /** Ends the search. Must be called before the response is sent, which may block. */
    @Override
    public void run() {
        if (!ended) {
            ended = true;
            admission.end(System.nanoTime() - start, limited);
        }
    }
}
