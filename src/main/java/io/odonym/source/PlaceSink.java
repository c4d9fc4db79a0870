package io.odonym.source;

import io.odonym.model.Place;

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

    /**
     * Takes a place instead of those of the same identifier that came before: addok's {@code
     * _action} "update", and "index" where it is said.
     *
     * @throws IllegalArgumentException where it cannot be used, or this sink only takes places
     * @throws IOException where it cannot be written
     */
    default void replace(Place place) throws IOException {
        throw new IllegalArgumentException("an _action is only for odonym index and odonym apply");
    }

    /**
     * Forgets the places of an identifier that came before, if any: addok's {@code _action}
     * "delete".
     *
     * @throws IllegalArgumentException where this sink only takes places
     * @throws IOException where it cannot be written
     */
    default void delete(String id) throws IOException {
        throw new IllegalArgumentException("an _action is only for odonym index and odonym apply");
    }

    /** Takes a line that could not be read. */
    void bad(BadLine line);
}
