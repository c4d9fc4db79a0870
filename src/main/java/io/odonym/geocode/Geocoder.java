package io.odonym.geocode;

import io.odonym.index.Manifest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The façade: forward and reverse search over one opened index, for any number of threads. */
public final class Geocoder implements Closeable {

    private Geocoder() {}

    /**
     * Opens an index for searching.
     *
     * @param index the folder that an import wrote
     * @throws io.odonym.index.IndexException where the folder holds no index, or one that does not fit this program; the message says what
     *     to do
     * @throws IOException where the folder cannot be read
     */
    public static Geocoder open(Path index) throws IOException {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Where is this address?
     *
     * @throws io.odonym.text.QueryTooLongException where the query has more characters than a search takes
     */
    public Answer search(SearchRequest request) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What is at this point? */
    public Answer reverse(ReverseRequest request) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What the index holds and where it came from. */
    public Manifest manifest() {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() throws IOException {}
}
