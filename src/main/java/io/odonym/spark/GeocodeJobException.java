package io.odonym.spark;

/** Thrown if a job cannot run. The message is a single line for the user. */
final class GeocodeJobException extends RuntimeException {

    private static final long serialVersionUID = 1;

    GeocodeJobException(String message) {
        super(message);
    }

    GeocodeJobException(String message, Throwable cause) {
        super(message, cause);
    }
}
