package io.odonym.source;

import io.odonym.model.Place;

import java.io.IOException;

/**
 * A part of a source that can be read by itself, on any thread: the reading is cheap to hand out,
 * the parsing is not.
 */
@FunctionalInterface
public interface PlaceBatch {

    /** Reads the part, and gives every place and every bad line in it to the sink. */
    void read(PlaceSink sink) throws IOException;

    /**
     * Whether the batch has to be read after all those before it and before all those behind it,
     * since it changes what others hold.
     */
    default boolean isOrdered() {
        return false;
    }

    /** The same batch, in its order. */
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

    /** Gives one place to the sink, and a bad line instead where it cannot be used. */
    static void give(Place place, String file, long line, PlaceSink sink) throws IOException {
        try {
            sink.place(place);
        } catch (IllegalArgumentException unusable) {
            sink.bad(new BadLine(file, line, unusable.getMessage()));
        }
    }
}
