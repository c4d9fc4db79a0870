package io.odonym.source;

import io.odonym.model.Place;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Computes the difference between two exports, and writes it as documents with addok's key {@code
 * _action}, which {@code odonym apply} can import.
 *
 * <p>Only a checksum per identifier is kept in memory, not the documents, so the second export is
 * read twice. An instance computes one difference. Not thread-safe.
 */
public final class ExportDiff {

    private final Map<String, IdentifierState> states = new HashMap<>();
    private final Consumer<BadLine> badLines;
    private final MessageDigest digest;

    private long lineCount;
    private long badLineCount;

    private ExportDiff(Consumer<BadLine> badLines) {
        this.badLines = badLines;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is not available", impossible);
        }
    }

    /**
     * For one identifier, the number of its documents in each export and the difference between
     * their checksums.
     */
    private static final class IdentifierState {

        /**
         * The sum of the checksums in the first export, minus the sum of the checksums in the
         * second.
         */
        private long checksumDifference;

        /** The number of documents in the first export. */
        private int before;

        /**
         * The number of documents in the second export. Set to -1 when the first of them has been
         * written.
         */
        private int after;

        /** Returns whether the documents with the identifier differ between the exports. */
        boolean isChanged() {
            return before != after || checksumDifference != 0;
        }
    }

    /**
     * The numbers of identifiers, documents and invalid lines in a difference.
     *
     * @param added the number of identifiers that occur only in the second export
     * @param changed the number of identifiers whose documents differ
     * @param deleted the number of identifiers that occur only in the first export
     * @param unchanged the number of identifiers whose documents are equal
     * @param lines the total number of lines in both exports, including invalid lines
     * @param badLines the total number of invalid lines in both exports
     */
    public record Counts(
            long added, long changed, long deleted, long unchanged, long lines, long badLines) {}

    /**
     * Writes the difference between two exports.
     *
     * @param before the files of the first export
     * @param after the files of the second export
     * @param out receives the difference, one JSON document per line; the stream is flushed but not
     *     closed
     * @param badLines receives each invalid line once
     * @throws SourceException if a file cannot be read
     * @throws IOException if the difference cannot be written
     */
    public static Counts write(
            List<SourceFile> before,
            List<SourceFile> after,
            OutputStream out,
            Consumer<BadLine> badLines)
            throws IOException, InterruptedException {
        return new ExportDiff(badLines).write(before, after, out);
    }

    private Counts write(List<SourceFile> before, List<SourceFile> after, OutputStream out)
            throws IOException, InterruptedException {
        read(
                before,
                badLines,
                place -> {
                    IdentifierState state = state(place);
                    state.before++;
                    state.checksumDifference += checksum(place);
                });
        read(
                after,
                badLines,
                place -> {
                    IdentifierState state = state(place);
                    state.after++;
                    state.checksumDifference -= checksum(place);
                });
        long read = lineCount;
        long invalid = badLineCount;
        long added = 0;
        long changed = 0;
        long deleted = 0;
        try (NdjsonPlaceWriter writer = new NdjsonPlaceWriter(out)) {
            for (Map.Entry<String, IdentifierState> entry : states.entrySet()) {
                IdentifierState state = entry.getValue();
                if (state.after == 0) {
                    writer.delete(entry.getKey());
                    deleted++;
                } else if (state.before == 0) {
                    added++;
                } else if (state.isChanged()) {
                    changed++;
                }
            }
            read(after, _ -> {}, place -> writeIfChanged(place, writer));
        }
        return new Counts(
                added, changed, deleted, states.size() - added - changed - deleted, read, invalid);
    }

    /**
     * Writes a place of the second export if the documents with its identifier differ between the
     * exports. If several places have the identifier, the first one replaces all earlier documents,
     * and the remaining ones are added.
     */
    private void writeIfChanged(Place place, NdjsonPlaceWriter writer) {
        IdentifierState state = states.get(place.id());
        if (state == null || !state.isChanged()) {
            return;
        }
        if (state.after > 0) {
            state.after = -1;
            writer.replace(place);
        } else {
            writer.add(place);
        }
    }

    private IdentifierState state(Place place) {
        return states.computeIfAbsent(place.id(), _ -> new IdentifierState());
    }

    private void read(
            List<SourceFile> files, Consumer<BadLine> badLineConsumer, Consumer<Place> places)
            throws IOException, InterruptedException {
        PlaceSink sink =
                new PlaceSink() {
                    @Override
                    public void add(Place place) {
                        if (place.id().isEmpty()) {
                            throw new IllegalArgumentException("id must not be null");
                        }
                        places.accept(place);
                    }

                    @Override
                    public void badLine(BadLine line) {
                        badLineCount++;
                        badLineConsumer.accept(line);
                    }

                    @Override
                    public void linesRead(long count) {
                        lineCount += count;
                    }
                };
        for (SourceFile file : files) {
            try {
                file.read(
                        batch -> {
                            try {
                                batch.read(sink);
                            } catch (IOException unwritable) {
                                throw new WriteException(unwritable);
                            }
                        },
                        _ -> {},
                        _ -> {});
            } catch (WriteException unwritable) {
                throw new IOException(unwritable.getCause().getMessage(), unwritable.getCause());
            }
        }
    }

    /** Wraps an I/O error of the output stream, because a batch consumer cannot throw it. */
    private static final class WriteException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WriteException(IOException cause) {
            super(cause);
        }
    }

    /** Returns the first 8 bytes of the SHA-256 hash of a place. */
    private long checksum(Place place) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (NdjsonPlaceWriter writer = new NdjsonPlaceWriter(line)) {
            writer.add(place);
        }
        return ByteBuffer.wrap(digest.digest(line.toByteArray())).getLong();
    }
}
