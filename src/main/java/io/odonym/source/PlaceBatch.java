package io.odonym.source;

import java.io.IOException;

/**
 * A part of a source file that can be parsed independently of the others. Creating a batch is
 * cheap; {@link #read} does the parsing and may run on any thread.
 */
@FunctionalInterface
public interface PlaceBatch {

    /** Parses the batch and passes every place and every invalid line to the sink. */
    void read(PlaceSink sink) throws IOException;

    /**
     * Returns whether the batch must be read after all earlier batches and before all later ones,
     * because it replaces or deletes places of other batches.
     */
    default boolean isOrdered() {
        return false;
    }

    /** Returns a batch with the same content that is ordered; see {@link #isOrdered}. */
    static PlaceBatch ordered(PlaceBatch batch) {
        return new PlaceBatch() {
            @Override
            public void read(PlaceSink sink) throws IOException {
                batch.read(sink);
            }

            @Override
            public boolean isOrdered() {
                return true;
            }
        };
    }
}
