package io.odonym.index.store;

import java.io.IOException;

/**
 * Thrown when an index is missing, damaged or incompatible with this version of Odonym. The message
 * is a single line that names the problem and, where possible, the remedy.
 */
public final class IndexException extends RuntimeException {

    /** Creates an exception with a message for the operator. */
    public IndexException(String message) {
        super(message);
    }

    /** Creates an exception with a message for the operator and its cause. */
    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Wraps an I/O error that occurred while reading an open index. */
    public static IndexException unreadable(IOException cause) {
        return new IndexException("cannot read the index: " + cause.getMessage(), cause);
    }
}
