package io.odonym.collect;

import java.time.Duration;

/** A search that took longer than it may. */
public final class SearchTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SearchTimeoutException(Duration patience) {
        super("The search took longer than " + patience.toMillis() + " ms.", null, false, false);
    }
}
