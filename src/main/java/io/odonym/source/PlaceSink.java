package io.odonym.source;

import io.odonym.model.Place;

import java.io.IOException;

/**
 * Receives the content of {@link PlaceBatch}es. Different threads may read different batches
 * concurrently, so a sink that is used for several batches must be thread-safe.
 */
public interface PlaceSink {

    /**
     * Adds a place of the batch.
     *
     * @throws IllegalArgumentException if the place is invalid; the reader then reports a bad line
     * @throws IOException if the place cannot be written
     */
    void add(Place place) throws IOException;

    /**
     * Replaces all earlier places that have the same identifier. Called for documents whose {@code
     * _action} is "update" or "index".
     *
     * @throws IllegalArgumentException if the place is invalid, or if this sink does not support
     *     actions
     * @throws IOException if the place cannot be written
     */
    default void replace(Place place) throws IOException {
        throw new IllegalArgumentException(
                "_action is supported by odonym index and odonym apply only");
    }

    /**
     * Deletes all earlier places that have the given identifier. Called for documents whose {@code
     * _action} is "delete".
     *
     * @throws IllegalArgumentException if this sink does not support actions
     * @throws IOException if the deletion cannot be written
     */
    default void delete(String id) throws IOException {
        throw new IllegalArgumentException(
                "_action is supported by odonym index and odonym apply only");
    }

    /**
     * Reports the date of the newest row of the batch, if its rows have dates.
     *
     * @param date the date in ISO 8601, for example "2026-11-30"
     */
    default void updated(String date) {}

    /**
     * Reports the number of lines that the batch was read from, including invalid lines. A line of
     * a CSV file is one row, which is usually a part of a place.
     */
    default void linesRead(long count) {}

    /** Reports an invalid line. The reader skips this line. */
    void badLine(BadLine line);
}
