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
 * What has changed between two exports, as documents with addok's {@code _action}.
 *
 * <p>Of each identifier only a checksum of its documents is kept in memory, so that exports of any
 * size can be compared; the second export is read twice.
 */
public final class ExportDiff {

    private final Map<String, Standing> standings = new HashMap<>();
    private final Consumer<BadLine> bad;
    private final MessageDigest digest;

    private long documents;
    private long badLines;

    private ExportDiff(Consumer<BadLine> bad) {
        this.bad = bad;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** What is known of an identifier. */
    private static final class Standing {
        private long checksums;
        private int before;
        private int after;

        /** Whether the documents of the identifier are others now. */
        boolean isChanged() {
            return before != after || checksums != 0;
        }
    }

    /**
     * How many places of the second export are new, changed and the same, and how many of the first
     * it no longer has, each by its identifier.
     *
     * @param documents how many documents both exports have together
     * @param badLines how many lines of both could not be read
     */
    public record Counts(
            long added, long changed, long deleted, long same, long documents, long badLines) {}

    /**
     * Writes the difference.
     *
     * @param bad is told the lines that cannot be read, those of the second export once
     * @throws SourceException where a file cannot be read
     * @throws IOException where the difference cannot be written
     */
    public static Counts write(
            List<SourceFile> before,
            List<SourceFile> after,
            OutputStream out,
            Consumer<BadLine> bad)
            throws IOException, InterruptedException {
        return new ExportDiff(bad).write(before, after, out);
    }

    private Counts write(List<SourceFile> before, List<SourceFile> after, OutputStream out)
            throws IOException, InterruptedException {
        read(
                before,
                bad,
                place -> {
                    Standing standing = standing(place);
                    standing.before++;
                    standing.checksums += checksum(place);
                });
        read(
                after,
                bad,
                place -> {
                    Standing standing = standing(place);
                    standing.after++;
                    standing.checksums -= checksum(place);
                });
        long read = documents;
        long unreadable = badLines;
        long added = 0;
        long changed = 0;
        long deleted = 0;
        try (PlaceWriter writer = new PlaceWriter(out)) {
            for (Map.Entry<String, Standing> entry : standings.entrySet()) {
                Standing standing = entry.getValue();
                if (standing.after == 0) {
                    writer.delete(entry.getKey());
                    deleted++;
                } else if (standing.before == 0) {
                    added++;
                } else if (standing.isChanged()) {
                    changed++;
                }
            }
            read(after, _ -> {}, place -> write(place, writer));
        }
        return new Counts(
                added,
                changed,
                deleted,
                standings.size() - added - changed - deleted,
                read,
                unreadable);
    }

    /** Where several places have one identifier, the first replaces all those of before. */
    private void write(Place place, PlaceWriter writer) {
        Standing standing = standings.get(place.id());
        if (standing == null || !standing.isChanged()) {
            return;
        }
        if (standing.after > 0) {
            standing.after = -1;
            writer.replace(place);
        } else {
            writer.add(place);
        }
    }

    private Standing standing(Place place) {
        return standings.computeIfAbsent(place.id(), _ -> new Standing());
    }

    private void read(List<SourceFile> files, Consumer<BadLine> told, Consumer<Place> each)
            throws IOException, InterruptedException {
        PlaceSink sink =
                new PlaceSink() {
                    @Override
                    public void place(Place place) {
                        if (place.id().isEmpty()) {
                            throw new IllegalArgumentException("id must not be null");
                        }
                        documents++;
                        each.accept(place);
                    }

                    @Override
                    public void bad(BadLine line) {
                        badLines++;
                        told.accept(line);
                    }
                };
        for (SourceFile file : files) {
            try {
                file.read(
                        batch -> {
                            try {
                                batch.read(sink);
                            } catch (IOException unwritable) {
                                throw new Unwritable(unwritable);
                            }
                        },
                        _ -> {});
            } catch (Unwritable unwritable) {
                throw new IOException(unwritable.getCause().getMessage(), unwritable.getCause());
            }
        }
    }

    /** Through the readers, who know nothing of where places are written. */
    private static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unwritable(IOException cause) {
            super(cause);
        }
    }

    private long checksum(Place place) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (PlaceWriter writer = new PlaceWriter(line)) {
            writer.add(place);
        }
        return ByteBuffer.wrap(digest.digest(line.toByteArray())).getLong();
    }
}
