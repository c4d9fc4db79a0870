package io.odonym.http.connection;

/** The turn of a search or of a file that was let in, until it is closed. */
public interface Permit extends AutoCloseable {

    @Override
    void close();
}
