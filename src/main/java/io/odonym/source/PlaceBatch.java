package io.odonym.source;

import java.io.IOException;

/**
 * A part of a source that can be read by itself, on any thread: the reading is cheap to hand out,
 * the parsing is not.
 */
@FunctionalInterface
public interface PlaceBatch {

    /** Reads the part, and gives every place and every bad line in it to the sink. */
    void read(PlaceSink sink) throws IOException;

    /** Gives one place to the sink, and a bad line instead where it cannot be used. */
    static void give(Place place, String file, long line, PlaceSink sink) throws IOException {
        try {
            sink.place(place);
        } catch (IllegalArgumentException unusable) {
            sink.bad(new BadLine(file, line, unusable.getMessage()));
        }
    }
}
