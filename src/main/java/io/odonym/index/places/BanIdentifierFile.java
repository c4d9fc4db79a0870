package io.odonym.index.places;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.LargePageOutput;
import io.odonym.index.store.LittleEndian;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The BAN's own identifiers of house numbers (banId), 16 bytes each, those of a street together. No
 * compression makes them smaller, so that they are nearly half of the index; and only what is
 * answered reads them.
 *
 * <p>That is why they are read from the file and not mapped: a mapped page counts as the process's
 * memory once it was touched, and a hundred thousand answers touch nearly all of them. A read costs
 * a microsecond.
 */
public final class BanIdentifierFile implements Closeable {

    private static final int MAGIC = 0x4F444F35;

    /** How many bytes an identifier takes. */
    static final int BYTES = 2 * Long.BYTES;

    private final Path path;
    private final RandomAccessFile[] files;
    private final AtomicInteger readers = new AtomicInteger();

    private BanIdentifierFile(Path path, int files) throws IOException {
        this.path = path;
        this.files = new RandomAccessFile[files];
        for (int i = 0; i < files; i++) {
            this.files[i] = new RandomAccessFile(path.toFile(), "r");
        }
        if (this.files[0].length() < Integer.BYTES
                || Integer.reverseBytes(this.files[0].readInt()) != MAGIC) {
            close();
            throw new IndexException(
                    path + " holds no identifiers of this version; build the index again");
        }
    }

    /** Where the identifiers of streets go, in whatever order they come. */
    @FunctionalInterface
    public interface Sink {

        /** Keeps identifiers, and tells the position of the first. */
        long append(byte[] identifiers) throws IOException;
    }

    /** Where an identifier comes from. */
    @FunctionalInterface
    interface Source {

        /**
         * The identifier at a position, which is that of its street's first and so many further.
         */
        UUID read(long position);
    }

    /** Writes identifiers one behind another, behind a magic number. Any number of threads. */
    public static final class Writer implements Sink, Closeable {

        private final OutputStream out;
        private long length;

        public Writer(Path path) throws IOException {
            out = new LargePageOutput(path);
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
     * Opens the identifiers of an index, once for each processor: the file may be gone when the
     * next reader is wanted, since a newer index deletes an older one that is still in use. They
     * are no channels, which an interrupted thread would close for all others.
     */
    public static BanIdentifierFile open(Path path) throws IOException {
        return new BanIdentifierFile(path, Runtime.getRuntime().availableProcessors());
    }

    /** A reader for one thread at a time, good until this is closed. */
    Source reader() {
        RandomAccessFile file = files[Math.floorMod(readers.getAndIncrement(), files.length)];
        byte[] bytes = new byte[BYTES];
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
        for (RandomAccessFile file : files) {
            file.close();
        }
    }
}
