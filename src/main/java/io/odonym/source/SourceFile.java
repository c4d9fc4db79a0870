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
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of addresses, plain or gzip (of one or several members), in one of the formats that {@link
 * Format} tells apart by their beginning.
 *
 * @param path where it is
 */
public record SourceFile(Path path) {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC_1 = 0x1F;
    private static final int GZIP_MAGIC_2 = 0x8B;

    /**
     * The files that paths stand for: a file for itself, a folder for the data files in it and
     * below, by name.
     *
     * @throws SourceException where a path does not exist, or a folder holds no data file
     */
    public static List<SourceFile> of(List<Path> paths) throws IOException {
        List<SourceFile> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                List<SourceFile> inside;
                try (Stream<Path> found = Files.walk(path)) {
                    inside =
                            found.filter(Files::isRegularFile)
                                    .filter(SourceFile::isData)
                                    .sorted()
                                    .map(SourceFile::new)
                                    .toList();
                }
                if (inside.isEmpty()) {
                    throw new SourceException(
                            path
                                    + " holds no file of addresses (.ndjson, .json, .csv, also with"
                                    + " .gz)");
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

    private static boolean isData(Path path) {
        String name = path.getFileName().toString();
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return plain.endsWith(".ndjson")
                || plain.endsWith(".json")
                || plain.endsWith(".jsonl")
                || plain.endsWith(".csv");
    }

    /** The file's name, as messages have it. */
    public String name() {
        return path.toString();
    }

    /** Size on disk in bytes. */
    public long bytes() throws IOException {
        return Files.size(path);
    }

    /**
     * Reads the file in batches.
     *
     * @param batches takes them
     * @param bytesRead is told how many bytes of the file have been read, every now and then
     * @throws SourceException where the file is cut off, is no gzip file after all, or is of no
     *     known format
     */
    public void read(BatchConsumer batches, LongConsumer bytesRead)
            throws IOException, InterruptedException {
        try (InputStream raw = new Counting(Files.newInputStream(path), bytesRead);
                InputStream in = new BufferedInputStream(decompressed(raw), BUFFER)) {
            Format.of(in, this).read(in, this, batches);
        } catch (EOFException cut) {
            throw new SourceException(name() + " is cut off: the gzip data end too early", cut);
        } catch (ZipException damaged) {
            throw new SourceException(name() + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    /**
     * What a stream holds, unpacked where it is gzip (of one or several members).
     *
     * @throws IOException where the stream cannot be read
     */
    public static InputStream decompressed(InputStream raw) throws IOException {
        PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(raw, BUFFER), 2);
        byte[] magic = new byte[2];
        int read = in.readNBytes(magic, 0, 2);
        in.unread(magic, 0, read);
        boolean gzip =
                read == 2 && (magic[0] & 0xFF) == GZIP_MAGIC_1 && (magic[1] & 0xFF) == GZIP_MAGIC_2;
        return gzip ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** The formats, told apart by the first bytes. */
    private enum Format {
        NDJSON {
            @Override
            void read(InputStream in, SourceFile file, BatchConsumer batches)
                    throws IOException, InterruptedException {
                NdjsonReader.read(in, file.name(), batches);
            }
        },
        CSV {
            @Override
            void read(InputStream in, SourceFile file, BatchConsumer batches)
                    throws IOException, InterruptedException {
                AddressCsvReader.read(in, file.name(), batches);
            }
        };

        private static final int PEEKED = 4096;

        abstract void read(InputStream in, SourceFile file, BatchConsumer batches)
                throws IOException, InterruptedException;

        static Format of(InputStream in, SourceFile file) throws IOException {
            in.mark(PEEKED);
            byte[] beginning = in.readNBytes(PEEKED / 2);
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

    /** Tells how far the file has been read. */
    private static final class Counting extends FilterInputStream {

        private final LongConsumer told;
        private long count;

        Counting(InputStream in, LongConsumer told) {
            super(in);
            this.told = told;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            told.accept(read < 0 ? count : ++count);
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            count += Math.max(0, read);
            told.accept(count);
            return read;
        }
    }
}
