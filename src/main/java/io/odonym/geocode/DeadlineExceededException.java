package io.odonym.geocode;

/**
 * Thrown when a search runs longer than {@link GeocoderOptions#timeout()}. The message states the
 * limit and is safe to show to clients.
 */
public final class DeadlineExceededException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception without a stack trace, because overload may cause many searches to fail
     * at once.
     *
     * @param message the limit, in milliseconds
     */
    public DeadlineExceededException(String message) {
        super(message, null, false, false);
    }
}
