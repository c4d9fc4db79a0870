package io.odonym.http.connection;

/** Thrown if the server does not have enough memory for the data of a request. */
public final class MemoryLimitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean temporary;

    MemoryLimitException(String message, boolean temporary) {
        super(message, null, false, false);
        this.temporary = temporary;
    }

    /**
     * Returns whether the same request may succeed later, because other requests currently hold the
     * memory. If false, the request alone exceeds a limit.
     */
    public boolean isTemporary() {
        return temporary;
    }
}
