package io.odonym.threads;

import java.time.Duration;

/**
 * Thrown when a search exceeds its timeout. Has no stack trace, because it reports a slow query
 * rather than a defect.
 */
public final class SearchTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SearchTimeoutException(Duration timeout) {
        super("The search took longer than " + timeout.toMillis() + " ms.", null, false, false);
    }
}
