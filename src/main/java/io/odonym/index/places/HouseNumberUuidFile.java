package io.odonym.index.places;

import io.odonym.index.store.AlignedBlockOutputStream;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.LittleEndian;
import io.odonym.index.store.MappedFiles;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The file that contains the BAN's UUIDs (banId) of house numbers.
 *
 * <pre>
 *   magic     4 bytes, little-endian
 *   entries   16 bytes each, big-endian; the house numbers of a street are contiguous
 * </pre>
 *
 * <p>UUIDs do not compress, so the file makes up nearly half of the index. It is needed only to
 * output results. The file is not memory-mapped, because mapped pages would count as resident
 * memory. Thread-safe.
 */
public final class HouseNumberUuidFile implements Closeable {

    private static final int MAGIC = 0x4F444F35;

    /** The size of a BAN identifier in the file, in bytes. */
    static final int ENTRY_BYTES = 2 * Long.BYTES;

    private final Path path;
    private final RandomAccessFile[] handles;
    private final AtomicInteger nextHandle = new AtomicInteger();

    private HouseNumberUuidFile(Path path, int handleCount) throws IOException {
        this.path = path;
        this.handles = new RandomAccessFile[handleCount];
        for (int i = 0; i < handleCount; i++) {
            this.handles[i] = new RandomAccessFile(path.toFile(), "r");
        }
        if (this.handles[0].length() < Integer.BYTES
                || Integer.reverseBytes(this.handles[0].readInt()) != MAGIC) {
            close();
            throw MappedFiles.wrongFormat(path, "a file of BAN identifiers");
        }
    }

    /** Receives the BAN identifiers of house numbers, one street at a time. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Appends the identifiers of a street.
         *
         * @param identifiers the concatenated entries of the street's house numbers
         * @return the position of the first entry
         */
        long append(byte[] identifiers) throws IOException;
    }

    /** Reads BAN identifiers by their position in the file. */
    @FunctionalInterface
    interface Source {

        /**
         * Returns the identifier at a position. {@link Sink#append} returns the position of a
         * street's first identifier; each further identifier follows {@link #ENTRY_BYTES} later.
         */
        UUID read(long position);
    }

    /** Writes a file of BAN identifiers. Thread-safe. */
    public static final class Writer implements Sink, Closeable {

        private final OutputStream out;
        private long length;

        /** Creates the file, replacing any existing file. */
        public Writer(Path path) throws IOException {
            out = new AlignedBlockOutputStream(path);
            LittleEndian.writeInt(out, MAGIC);
            length = Integer.BYTES;
        }

        @Override
        public synchronized long append(byte[] identifiers) throws IOException {
            long position = length;
            out.write(identifiers);
            length += identifiers.length;
            return position;
        }

        @Override
        public synchronized void close() throws IOException {
            out.close();
        }
    }

    /**
     * Opens the file with one handle per processor, so that threads rarely wait for a handle.
     *
     * <p>All handles are opened immediately, because publishing a newer index deletes this file
     * while the older index may still be in use. The handles are not channels, because interrupting
     * a thread closes the channel it is reading.
     *
     * @throws IndexException if the file does not have the expected format
     */
    public static HouseNumberUuidFile open(Path path) throws IOException {
        return new HouseNumberUuidFile(path, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Creates a source. The source may be used by one thread at a time and is valid until this file
     * is closed.
     */
    Source newSource() {
        RandomAccessFile file =
                handles[Math.floorMod(nextHandle.getAndIncrement(), handles.length)];
        byte[] bytes = new byte[ENTRY_BYTES];
        return position -> {
            try {
                synchronized (file) {
                    file.seek(position);
                    file.readFully(bytes);
                }
            } catch (IOException unreadable) {
                throw new IndexException(
                        "cannot read "
                                + path
                                + " at byte "
                                + position
                                + ": "
                                + unreadable.getMessage(),
                        unreadable);
            }
            ByteBuffer identifier = ByteBuffer.wrap(bytes);
            return new UUID(identifier.getLong(), identifier.getLong());
        };
    }

    @Override
    public void close() throws IOException {
        for (RandomAccessFile file : handles) {
            file.close();
        }
    }
}
