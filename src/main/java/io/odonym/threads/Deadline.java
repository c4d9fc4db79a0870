package io.odonym.threads;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/**
 * The time at which a search is aborted. Every loop whose length depends on the query or on the
 * index calls {@link #check} at least every few hundred microseconds. Immutable.
 */
public final class Deadline {

    /** A deadline that never passes. */
    public static final Deadline NONE = new Deadline(Duration.ZERO, 0);

    private final Duration timeout;
    private final long expiry;

    private Deadline(Duration timeout, long expiry) {
        this.timeout = timeout;
        this.expiry = expiry;
    }

    /**
     * Returns the deadline of a search that starts now.
     *
     * @param timeout the maximum duration of the search, above 0
     */
    public static Deadline after(Duration timeout) {
        return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
    }

    /**
     * Checks whether the deadline has passed or the current thread was interrupted, because the
     * client has disconnected. Reads the clock once.
     *
     * @throws SearchTimeoutException if the deadline has passed
     * @throws CancellationException if the thread was interrupted; its status is unchanged
     */
    public void check() {
        if (this == NONE) {
            return;
        }
        if (System.nanoTime() - expiry > 0) {
            throw new SearchTimeoutException(timeout);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the search was interrupted");
        }
    }
}
