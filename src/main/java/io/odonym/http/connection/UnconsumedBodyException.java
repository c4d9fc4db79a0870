package io.odonym.http.connection;

import io.helidon.webserver.CloseConnectionException;

/** Ends a connection whose last request has a body that was not read to its end. */
final class UnconsumedBodyException extends CloseConnectionException {

    private static final long serialVersionUID = 1;

    private final long length;

    /**
     * Creates an exception.
     *
     * @param length the announced length of the body, in bytes; {@link Long#MAX_VALUE} for a
     *     chunked body
     */
    UnconsumedBodyException(long length) {
        super("the request body was not read to its end");
        this.length = length;
    }

    /** Returns the announced length of the body, in bytes. */
    long length() {
        return length;
    }
}
