package io.odonym.geocode;

import io.odonym.index.AddressIndex;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * A pool of search workers for one open index. A retired pool still serves its current searches and
 * leases, and signals when the last of them has ended. Only then may the index be closed, because
 * closing unmaps the memory that workers read.
 *
 * <p>A search takes a worker from a lock-free stack and puts it back. The lock is only taken to
 * create or discard a worker, to retain or release the pool, and to retire it. The worker that was
 * returned last is taken first, because it is most likely still in the processor's cache. Extra
 * workers that were created during a burst stay unused.
 *
 * <p>Thread-safe.
 */
final class SearchWorkerPool {

    private final AddressIndex index;
    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final ConcurrentLinkedDeque<SearchWorker> idle = new ConcurrentLinkedDeque<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean retired;

    /** The total number of workers, in use or idle. Guarded by {@code this}. */
    private int workers;

    /**
     * The number of calls to {@link #retain} that have not been followed by {@link #release}.
     * Guarded by {@code this}.
     */
    private int leases;

    /** Whether the pool is retired and unused. Guarded by {@code this}. */
    private boolean closed;

    SearchWorkerPool(AddressIndex index, TextAnalysis text, GeocoderOptions options) {
        this.index = index;
        this.text = text;
        this.options = options;
    }

    /** Thrown if the index of the pool is closed or about to be closed. */
    static final class RetiredException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RetiredException() {
            super("the index was closed", null, false, false);
        }
    }

    AddressIndex index() {
        return index;
    }

    /**
     * Runs a task with a worker. If the task fails, the worker is discarded, because its iterators
     * may be in an inconsistent state.
     *
     * @throws RetiredException if the index is closed or about to be closed
     */
    <T> T withWorker(Function<SearchWorker, T> task) {
        SearchWorker worker = take();
        boolean reusable = false;
        try {
            T result = task.apply(worker);
            reusable = true;
            return result;
        } catch (QueryLengthException e) {
            // The search throws this exception before it uses the worker.
            reusable = true;
            throw e;
        } finally {
            if (reusable) {
                idle.push(worker);
            } else {
                discard();
            }
            if (retired) {
                closeIfUnused();
            }
        }
    }

    private SearchWorker take() {
        SearchWorker worker = idle.poll();
        if (worker != null) {
            return worker;
        }
        synchronized (this) {
            if (closed) {
                throw new RetiredException();
            }
            workers++;
        }
        try {
            return new SearchWorker(index, text, options);
        } catch (RuntimeException | Error e) {
            discard();
            if (retired) {
                closeIfUnused();
            }
            throw e;
        }
    }

    private synchronized void discard() {
        workers--;
    }

    /**
     * Keeps the index open until {@link #release} is called.
     *
     * @throws RetiredException if the index is closed or about to be closed
     */
    synchronized void retain() {
        if (closed) {
            throw new RetiredException();
        }
        leases++;
    }

    /** Undoes one call to {@link #retain}. */
    void release() {
        synchronized (this) {
            leases--;
        }
        if (retired) {
            closeIfUnused();
        }
    }

    /** Creates idle workers, so that the first concurrent searches need not create them. */
    void preallocate(int count) {
        for (int i = 0; i < count; i++) {
            synchronized (this) {
                workers++;
            }
            idle.push(new SearchWorker(index, text, options));
        }
    }

    /**
     * Marks the pool as retired. No new search should use it.
     *
     * @return completes when no worker is in use and no lease is left
     */
    CompletableFuture<Void> retire() {
        retired = true;
        closeIfUnused();
        return drained;
    }

    private void closeIfUnused() {
        synchronized (this) {
            // Lease holders may still search, and need the idle workers.
            if (leases > 0 || closed) {
                return;
            }
            while (idle.poll() != null) {
                workers--;
            }
            if (workers > 0) {
                return;
            }
            closed = true;
        }
        drained.complete(null);
    }

    /** Closes the index, which unmaps its files. */
    void close() throws IOException {
        index.close();
    }
}
