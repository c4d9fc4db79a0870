package io.odonym.http.connection;

/**
 * The permission to store or to process one file. Closing the permit returns it to the limiter that
 * issued it. A permit must be closed exactly once.
 */
public interface Permit extends AutoCloseable {

    /** Returns the permit. */
    @Override
    void close();
}
