package io.odonym.source;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of addresses. It may be compressed with gzip, in one or more members. The format is
 * detected from the content: NDJSON if it starts with "{", otherwise CSV. Immutable.
 *
 * @param path the path of the file
 */
public record SourceFile(Path path) {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC_1 = 0x1F;
    private static final int GZIP_MAGIC_2 = 0x8B;

    /**
     * Returns the source files at the given paths. If a path is a folder, returns the data files in
     * the folder and its subfolders, sorted by path.
     *
     * @throws SourceException if a path does not exist or is not readable, or if a folder does not
     *     contain data files
     */
    public static List<SourceFile> find(List<Path> paths) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<SourceFile> inside;
                try (Stream<Path> found = Files.walk(path)) {
                    inside =
                            found.filter(Files::isRegularFile)
                                    .filter(SourceFile::hasDataExtension)
                                    .sorted()
                                    .map(SourceFile::new)
                                    .toList();
                }
                if (inside.isEmpty()) {
                    throw new SourceException(
                            path
                                    + " does not contain address files (.ndjson, .json, .jsonl or"
                                    + " .csv, optionally with .gz)");
                }
                files.addAll(inside);
            } else if (Files.isReadable(path)) {
                files.add(new SourceFile(path));
            } else {
                throw new SourceException(
                        path + (Files.exists(path) ? " cannot be read" : " does not exist"));
            }
        }
        return files;
    }

    private static boolean hasDataExtension(Path path) {
        String name = path.getFileName().toString();
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".ndjson")
                || plain.endsWith(".json")
                || plain.endsWith(".jsonl")
                || plain.endsWith(".csv");
    }

    /** Returns the file name for error messages. */
    public String name() {
        return path.toString();
    }

    /** Returns the size of the file on disk, in bytes. */
    public long sizeInBytes() throws IOException {
        return Files.size(path);
    }

    /**
     * Reads the file in batches.
     *
     * @param batches receives the batches in file order
     * @param bytesRead receives, after each read, the number of bytes of the file that have been
     *     read so far
     * @param notes receives what the user should know about the file, such as its encoding
     * @throws SourceException if the file is empty, truncated or malformed, or has an unknown
     *     format
     * @throws InterruptedException if the consumer is interrupted
     */
    public void read(PlaceBatchConsumer batches, LongConsumer bytesRead, Consumer<String> notes)
            throws IOException, InterruptedException {
        try (InputStream raw = new CountingInputStream(Files.newInputStream(path), bytesRead);
                InputStream in = new BufferedInputStream(decompressed(raw), BUFFER_BYTES)) {
            Format.detect(in, this).read(in, this, batches, notes);
        } catch (EOFException truncated) {
            throw new SourceException(
                    name() + " is truncated: unexpected end of gzip data", truncated);
        } catch (ZipException damaged) {
            throw new SourceException(name() + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /**
     * Returns the content of a stream. Decompresses it if it starts with the gzip magic number.
     *
     * @throws IOException if the stream cannot be read
     */
    public static InputStream decompressed(InputStream raw) throws IOException {
        PushbackInputStream in =
                new PushbackInputStream(new BufferedInputStream(raw, BUFFER_BYTES), 2);
        byte[] magic = new byte[2];
        int read = in.readNBytes(magic, 0, 2);
        in.unread(magic, 0, read);
        boolean gzip =
                read == 2 && (magic[0] & 0xFF) == GZIP_MAGIC_1 && (magic[1] & 0xFF) == GZIP_MAGIC_2;
        return gzip ? new GZIPInputStream(in, BUFFER_BYTES) : in;
    }

    /** The file formats. */
    private enum Format {
        NDJSON {
            @Override
            void read(
                    InputStream in,
                    SourceFile file,
                    PlaceBatchConsumer batches,
                    Consumer<String> notes)
                    throws IOException, InterruptedException {
                NdjsonSplitter.read(in, file.name(), batches);
            }
        },
        CSV {
            @Override
            void read(
                    InputStream in,
                    SourceFile file,
                    PlaceBatchConsumer batches,
                    Consumer<String> notes)
                    throws IOException, InterruptedException {
                AddressCsvReader.read(in, file.name(), batches, notes);
            }
        };

        private static final int READ_LIMIT = 4096;

        abstract void read(
                InputStream in, SourceFile file, PlaceBatchConsumer batches, Consumer<String> notes)
                throws IOException, InterruptedException;

        static Format detect(InputStream in, SourceFile file) throws IOException {
            in.mark(READ_LIMIT);
            byte[] beginning = in.readNBytes(READ_LIMIT / 2);
            in.reset();
            String text =
                    new String(beginning, StandardCharsets.UTF_8)
                            .replace("\uFEFF", "")
                            .stripLeading();
            if (text.isEmpty()) {
                throw new SourceException(file.name() + " is empty");
            }
            return text.startsWith("{") ? NDJSON : CSV;
        }
    }

    /** Counts the bytes that are read, and reports the running total. */
    private static final class CountingInputStream extends FilterInputStream {

        private final LongConsumer bytesRead;
        private long count;

        CountingInputStream(InputStream in, LongConsumer bytesRead) {
            super(in);
            this.bytesRead = bytesRead;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytesRead.accept(read < 0 ? count : ++count);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            bytesRead.accept(count);
            return read;
        }
    }
}
