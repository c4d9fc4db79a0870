package io.odonym.index;

import io.odonym.source.Place;
import io.odonym.text.TextAnalysis;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds one index. It is written aside, forced to disk, then renamed into place, so that the folder holds the old index or the
 * new one and never a part of either, whenever the program or the machine stops.
 */
public final class IndexBuilder implements Closeable {

    private IndexBuilder() {}

    /**
     * Starts an index beside its destination.
     *
     * @param output the folder that {@link #publish} will create or replace
     */
    public static IndexBuilder create(Path output, TextAnalysis text) throws IOException {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Adds a place. Any number of threads may call this.
     *
     * @throws IllegalArgumentException where the place cannot be indexed (no name, no id, no position); nothing was added
     */
    public void add(Place place) throws IOException {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Merges, forces to disk and renames into place. */
    public Manifest publish(List<String> sources, String dataDate, long skipped) throws IOException {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Deletes what was written unless it was published. */
    @Override
    public void close() throws IOException {}
}
