package io.odonym.spark;

/** Thrown if a job cannot run. The message is a single line for the user. */
final class JobException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JobException(String message) {
        super(message);
    }

    JobException(String message, Throwable cause) {
        super(message, cause);
    }
}
