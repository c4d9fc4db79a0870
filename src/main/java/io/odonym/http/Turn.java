package io.odonym.http;

/** The turn of a search or of a file that was let in, until it is closed. */
interface Turn extends AutoCloseable {

    @Override
    void close();
}
