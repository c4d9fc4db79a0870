package io.odonym.source;

import java.io.IOException;

/**
 * Takes what a batch of a source holds. Batches may run on several threads at once, each of them on
 * one.
 */
public interface PlaceSink {

    /**
     * Takes a place.
     *
     * @throws IllegalArgumentException where it cannot be used; the reader then reports the line as
     *     bad
     * @throws IOException where it cannot be written
     */
    void place(Place place) throws IOException;

    /** Takes a line that could not be read. */
    void bad(BadLine line);
}
