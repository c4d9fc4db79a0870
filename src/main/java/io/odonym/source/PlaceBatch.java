package io.odonym.source;

import java.io.IOException;

/**
 * A part of a source file that can be parsed independently of the rest. Creating a batch is cheap,
 * because {@link #read} does the parsing. {@link #read} may run on any thread.
 */
@FunctionalInterface
public interface PlaceBatch {

    /** Parses the batch and passes every place and every invalid line to the sink. */
    void read(PlaceSink sink) throws IOException;

    /**
     * Returns whether the batch must be read after all earlier batches and before all later
     * batches. This is required if the batch replaces or deletes places of other batches.
     */
    default boolean isOrdered() {
        return false;
    }

    /** Returns a batch with the same content for which {@link #isOrdered} returns true. */
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
