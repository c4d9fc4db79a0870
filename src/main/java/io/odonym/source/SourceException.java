package io.odonym.source;

/**
 * Thrown if a source file cannot be read. The message is one line for the operator. It names the
 * file, and the line and column if they are known.
 */
public final class SourceException extends RuntimeException {

    /** Creates an exception with a message for the operator. */
    public SourceException(String message) {
        super(message);
    }

    /** Creates an exception with a message for the operator and a cause. */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
