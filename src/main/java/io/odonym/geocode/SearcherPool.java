package io.odonym.geocode;

import io.odonym.index.AddressIndex;
import io.odonym.index.MunicipalityNames;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * A pool of searchers for one open index. A retired pool still serves its current searches and
 * leases, and signals when the last of them has ended. Only then may the index be closed, because
 * closing unmaps the memory that searchers read.
 *
 * <p>A search takes a searcher from a lock-free stack and puts it back. The lock is only taken to
 * create or discard a searcher, to retain or release the pool, and to retire it. The searcher that
 * was returned last is taken first, because it is most likely still in the processor's cache. Extra
 * searchers that were created during a burst stay unused.
 *
 * <p>Thread-safe.
 */
final class SearcherPool {

    private final AddressIndex index;
    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final MunicipalityNames municipalities = new MunicipalityNames();
    private final ConcurrentLinkedDeque<PooledSearcher> idle = new ConcurrentLinkedDeque<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean retired;

    /** The total number of searchers, in use or idle. Guarded by {@code this}. */
    private int searchers;

    /**
     * The number of calls to {@link #retain} that have not been followed by {@link #release}.
     * Guarded by {@code this}.
     */
    private int leases;

    /** Whether the pool is retired and unused. Guarded by {@code this}. */
    private boolean closed;

    SearcherPool(AddressIndex index, TextAnalysis text, GeocoderOptions options) {
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
     * Runs a task with a searcher. If the task fails, the searcher is discarded, because its
     * iterators may be in an inconsistent state.
     *
     * @throws RetiredException if the index is closed or about to be closed
     */
    <T> T withSearcher(Function<PooledSearcher, T> task) {
        PooledSearcher searcher = take();
        boolean reusable = false;
        try {
            T result = task.apply(searcher);
            reusable = true;
            return result;
        } catch (QueryLengthException e) {
            // The search throws this exception before it uses the searcher.
            reusable = true;
            throw e;
        } finally {
            if (reusable) {
                idle.push(searcher);
            } else {
                discard();
            }
            if (retired) {
                closeIfUnused();
            }
        }
    }

    private PooledSearcher take() {
        PooledSearcher searcher = idle.poll();
        if (searcher != null) {
            return searcher;
        }
        synchronized (this) {
            if (closed) {
                throw new RetiredException();
            }
            searchers++;
        }
        try {
            return new PooledSearcher(index, text, options, municipalities);
        } catch (RuntimeException | Error e) {
            discard();
            if (retired) {
                closeIfUnused();
            }
            throw e;
        }
    }

    private synchronized void discard() {
        searchers--;
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

    /** Creates idle searchers, so that the first concurrent searches need not create them. */
    void preallocate(int count) {
        for (int i = 0; i < count; i++) {
            synchronized (this) {
                searchers++;
            }
            idle.push(new PooledSearcher(index, text, options, municipalities));
        }
    }

    /**
     * Marks the pool as retired. No new search should use it.
     *
     * @return a future that completes when no searcher is in use and no lease is left
     */
    CompletableFuture<Void> retire() {
        retired = true;
        closeIfUnused();
        return drained;
    }

    private void closeIfUnused() {
        synchronized (this) {
            // Lease holders may still search, and need the idle searchers.
            if (leases > 0 || closed) {
                return;
            }
            while (idle.poll() != null) {
                searchers--;
            }
            if (searchers > 0) {
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
