package io.odonym.geocode;

import io.odonym.index.AddressIndex;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * One opened index and the sessions on it. A retired pool still serves whoever is in it or holds
 * it, and tells when the last has left: only then may the index be closed, since a session reads
 * memory that closing unmaps.
 *
 * <p>A search costs a poll and a push; the lock is for what is rare: making a session, losing one,
 * holding, retiring. The session that came back last is lent first: its memory is in the
 * processor's cache still, and what a burst has made beyond that is left alone.
 */
final class SearchSessionPool {

    private final AddressIndex snapshot;
    private final TextAnalysis text;
    private final GeocoderOptions options;
    private final ConcurrentLinkedDeque<SearchSession> idle = new ConcurrentLinkedDeque<>();
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile boolean retired;

    /** How many sessions there are, lent and idle. */
    private int sessions;

    private int holders;
    private boolean empty;

    SearchSessionPool(AddressIndex snapshot, TextAnalysis text, GeocoderOptions options) {
        this.snapshot = snapshot;
        this.text = text;
        this.options = options;
    }

    /** Nobody can be let in any more. */
    static final class GoneException extends RuntimeException {
        private static final long serialVersionUID = 1;

        GoneException() {
            super("the index was closed", null, false, false);
        }
    }

    AddressIndex snapshot() {
        return snapshot;
    }

    /**
     * Lends a session for a piece of work. One that failed is not lent again, since its cursors may
     * stand anywhere.
     *
     * @throws GoneException where the index is closed or about to be
     */
    <T> T with(Function<SearchSession, T> work) {
        SearchSession session = take();
        boolean whole = false;
        try {
            T answer = work.apply(session);
            whole = true;
            return answer;
        } catch (QueryLengthException untouched) {
            whole = true;
            throw untouched;
        } finally {
            if (whole) {
                idle.push(session);
            } else {
                lose();
            }
            if (retired) {
                settle();
            }
        }
    }

    private SearchSession take() {
        SearchSession lent = idle.poll();
        if (lent != null) {
            return lent;
        }
        synchronized (this) {
            if (empty) {
                throw new GoneException();
            }
            sessions++;
        }
        try {
            return new SearchSession(snapshot, text, options);
        } catch (RuntimeException | Error unmade) {
            lose();
            if (retired) {
                settle();
            }
            throw unmade;
        }
    }

    private synchronized void lose() {
        sessions--;
    }

    /**
     * Keeps the index open until {@link #release}.
     *
     * @throws GoneException where it is closed or about to be
     */
    synchronized void hold() {
        if (empty) {
            throw new GoneException();
        }
        holders++;
    }

    void release() {
        synchronized (this) {
            holders--;
        }
        if (retired) {
            settle();
        }
    }

    /** Makes the sessions that so many searches at once need, so that the first need not wait. */
    void fill(int count) {
        for (int i = 0; i < count; i++) {
            synchronized (this) {
                sessions++;
            }
            idle.push(new SearchSession(snapshot, text, options));
        }
    }

    /**
     * Something newer takes the place of this.
     *
     * @return done when the last session is back and nobody holds the index
     */
    CompletableFuture<Void> retire() {
        retired = true;
        settle();
        return left;
    }

    private void settle() {
        synchronized (this) {
            // Whoever holds it goes on searching, and needs the sessions.
            if (holders > 0 || empty) {
                return;
            }
            while (idle.poll() != null) {
                sessions--;
            }
            if (sessions > 0) {
                return;
            }
            empty = true;
        }
        left.complete(null);
    }

    /** Unmaps the index. */
    void close() throws IOException {
        snapshot.close();
    }
}
