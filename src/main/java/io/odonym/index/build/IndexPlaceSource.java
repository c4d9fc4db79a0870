package io.odonym.index.build;

import io.odonym.index.AddressIndex;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.places.StoredPlaces;
import io.odonym.index.store.IndexException;
import io.odonym.source.BatchConsumer;
import io.odonym.text.TextAnalysis;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The places of an index as a source of another one, or none. */
final class IndexPlaceSource implements Closeable {

    /** How many places go to a thread at a time. */
    private static final int BATCH = 1024;

    private final Optional<AddressIndex> snapshot;

    private IndexPlaceSource(Optional<AddressIndex> snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Opens an index.
     *
     * @throws IndexException where it cannot be read
     */
    static IndexPlaceSource open(Optional<Path> index, TextAnalysis text) throws IOException {
        return new IndexPlaceSource(
                index.isPresent()
                        ? Optional.of(AddressIndex.open(index.get(), text))
                        : Optional.empty());
    }

    /** How many places there are. */
    long documents() {
        return snapshot.map(open -> open.manifest().documents()).orElse(0L);
    }

    /** Size of the index in bytes. */
    long bytes() {
        return snapshot.map(open -> open.manifest().totalBytes()).orElse(0L);
    }

    /** The names of the files that the index was built of. */
    List<String> sources() {
        return snapshot.map(open -> open.manifest().sources()).orElse(List.of());
    }

    /** How many bad lines were skipped when it was built. */
    long skipped() {
        return snapshot.map(open -> open.manifest().skippedLines()).orElse(0L);
    }

    /**
     * Reads all places in batches.
     *
     * @param batches takes them
     * @param bytesRead is told how much of the index has been handed out
     */
    void read(BatchConsumer batches, LongConsumer bytesRead) throws InterruptedException {
        if (snapshot.isEmpty()) {
            return;
        }
        StoredPlaces store = snapshot.get().storedPlaces();
        int all = snapshot.get().documentCount();
        for (int start = 0; start < all; start += BATCH) {
            int first = start;
            int end = Math.min(all, start + BATCH);
            batches.accept(
                    sink -> {
                        StoredPlaceReader answers = store.answers();
                        for (int document = first; document < end; document++) {
                            sink.add(answers.whole(document));
                        }
                    });
            bytesRead.accept((long) ((double) end / all * bytes()));
        }
    }

    @Override
    public void close() throws IOException {
        if (snapshot.isPresent()) {
            snapshot.get().close();
        }
    }
}
