package io.odonym.source;

/**
 * A source that cannot be read. The message is one line that names the file, and the line and
 * column where there is one.
 */
public final class SourceException extends RuntimeException {

    /** With a message for the operator. */
    public SourceException(String message) {
        super(message);
    }

    /** With a message for the operator and what led to it. */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
