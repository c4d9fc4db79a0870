package io.odonym.index.build;

import io.odonym.index.AddressIndex;
import io.odonym.index.places.PlaceStore;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.store.DataDate;
import io.odonym.index.store.IndexException;
import io.odonym.source.PlaceBatchConsumer;
import io.odonym.text.TextAnalysis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Reads the places of an existing index so that they can be added to a new index. If there is no
 * existing index, the source is empty.
 */
final class IndexPlaceSource implements Closeable {

    /** The number of places in a batch. */
    private static final int BATCH_SIZE = 1024;

    private final Optional<AddressIndex> index;

    private IndexPlaceSource(Optional<AddressIndex> index) {
        this.index = index;
    }

    /**
     * Opens the index in a directory. If no directory is given, the source is empty.
     *
     * @throws IndexException if the index cannot be read
     */
    static IndexPlaceSource open(Optional<Path> directory, TextAnalysis text) throws IOException {
        return new IndexPlaceSource(
                directory.isPresent()
                        ? Optional.of(AddressIndex.open(directory.get(), text))
                        : Optional.empty());
    }

    /** Returns the date of the data of the existing index; unknown if there is none. */
    DataDate dataDate() {
        return index.map(open -> open.manifest().dataDate()).orElse(DataDate.UNKNOWN);
    }

    /** Returns the total size of the existing index, in bytes. */
    long bytes() {
        return index.map(open -> open.manifest().totalBytes()).orElse(0L);
    }

    /** Returns the names of the files that the existing index was built from. */
    List<String> sources() {
        return index.map(open -> open.manifest().sources()).orElse(List.of());
    }

    /** Returns the number of bad lines that were skipped when the existing index was built. */
    long skippedLines() {
        return index.map(open -> open.manifest().skippedLines()).orElse(0L);
    }

    /**
     * Reads all places in batches.
     *
     * @param batches receives the batches
     * @param bytesRead receives an estimate of the number of bytes read so far, after each batch
     */
    void read(PlaceBatchConsumer batches, LongConsumer bytesRead) throws InterruptedException {
        if (index.isEmpty()) {
            return;
        }
        PlaceStore storedPlaces = index.get().storedPlaces();
        int documentCount = index.get().documentCount();
        for (int start = 0; start < documentCount; start += BATCH_SIZE) {
            int first = start;
            int end = Math.min(documentCount, start + BATCH_SIZE);
            batches.accept(
                    sink -> {
                        StoredPlaceReader reader = storedPlaces.newReader();
                        for (int document = first; document < end; document++) {
                            sink.add(reader.place(document));
                        }
                    });
            bytesRead.accept((long) ((double) end / documentCount * bytes()));
        }
    }

    @Override
    public void close() throws IOException {
        if (index.isPresent()) {
            index.get().close();
        }
    }
}
