package io.odonym.spark;

/** What a job cannot be done for; the message is one line for its user. */
final class JobException extends RuntimeException {

    private static final long serialVersionUID = 1;

    JobException(String message) {
        super(message);
    }

    JobException(String message, Throwable cause) {
        super(message, cause);
    }
}
