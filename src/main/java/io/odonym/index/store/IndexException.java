package io.odonym.index.store;

import java.io.IOException;

/**
 * An index that is not there, is damaged or does not fit this program. The message is one line that
 * says what to do.
 */
public final class IndexException extends RuntimeException {

    /** With a message for the operator. */
    public IndexException(String message) {
        super(message);
    }

    /** With a message for the operator and what led to it. */
    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Of an opened index whose files fail to be read. */
    public static IndexException unreadable(IOException problem) {
        return new IndexException("cannot read the index: " + problem.getMessage(), problem);
    }
}
