package io.odonym.source;

/**
 * Thrown if a source file cannot be read. The message is a single line for the operator. It names
 * the file and, if known, the line and column.
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
