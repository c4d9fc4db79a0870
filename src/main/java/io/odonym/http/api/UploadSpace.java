package io.odonym.http.api;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of all stored uploads by the space that the temporary folder has. Thread-safe.
 *
 * <p>A folder in memory (tmpfs) may have no limit of its own, or one above the memory limit of the
 * container, which then ends the process. The uploads in such a folder may take half of the memory
 * that the heap leaves.
 */
public final class UploadSpace {

    private static final System.Logger LOG = System.getLogger(UploadSpace.class.getName());

    private static final Set<String> MEMORY_FILE_SYSTEMS = Set.of("tmpfs", "ramfs");

    /** The space that uploads leave free for other files, unless the file system is small. */
    private static final long MIN_FREE_BYTES = 64L << 20;

    /** The part of a small file system that uploads leave free. */
    private static final int MIN_FREE_DIVISOR = 10;

    /** The smallest size limit for a folder in memory, in bytes. */
    private static final long MIN_MEMORY_BYTES = 16L << 20;

    /** The number of bytes after which the free space is read again. */
    private static final long CHECK_INTERVAL_BYTES = 1L << 20;

    private final FileStore store;
    private final long limit;
    private final long minFreeBytes;
    private final AtomicLong used = new AtomicLong();

    /**
     * Creates a limit for a folder.
     *
     * @param limit the maximum number of bytes of all uploads together
     * @throws IOException if the size of the file system cannot be determined
     */
    UploadSpace(FileStore store, long limit) throws IOException {
        this.minFreeBytes = Math.min(MIN_FREE_BYTES, store.getTotalSpace() / MIN_FREE_DIVISOR);
        this.store = store;
        this.limit = limit;
    }

    /**
     * Creates the limit for the folder of temporary files.
     *
     * @throws IOException if the file system of the folder cannot be determined
     */
    public static UploadSpace ofTemporaryFolder() throws IOException {
        FileStore store = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir")));
        return new UploadSpace(
                store,
                MEMORY_FILE_SYSTEMS.contains(store.type())
                        ? memoryLimit(totalMemory(), Runtime.getRuntime().maxMemory())
                        : Long.MAX_VALUE);
    }

    /** Returns the memory of the machine, or the limit of the container if that is lower. */
    private static long totalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }

    /**
     * Returns the limit for a folder in memory, in bytes.
     *
     * @param memory the memory of the machine or container
     * @param heap the maximum size of the heap
     */
    static long memoryLimit(long memory, long heap) {
        return Math.max(MIN_MEMORY_BYTES, (memory - heap) / 2);
    }

    /**
     * Logs why an upload cannot be stored.
     *
     * @return the error response, which does not contain the reason
     */
    static HttpErrorException cannotStore(Object reason) {
        LOG.log(System.Logger.Level.ERROR, "an upload cannot be stored: " + reason);
        return HttpErrorException.unavailable("The file cannot be stored on the server.");
    }

    /** Starts a new upload, which has no bytes at first. */
    Upload open() {
        return new Upload();
    }

    /** The bytes of one stored upload. Not thread-safe. */
    final class Upload implements AutoCloseable {

        private long bytes;
        private long nextCheck;

        private Upload() {}

        /**
         * Reserves space before bytes are stored.
         *
         * @throws HttpErrorException 413 if the upload alone exceeds the limit; 503 if other files
         *     take the space
         */
        void add(long count) throws IOException {
            if (bytes + count > limit) {
                throw HttpErrorException.contentTooLarge(
                        "File too large, limit is "
                                + limit
                                + " bytes (memory of the temporary folder)");
            }
            bytes += count;
            if (used.addAndGet(count) > limit) {
                throw noSpace();
            }
            if (bytes > nextCheck) {
                nextCheck = bytes + CHECK_INTERVAL_BYTES;
                if (store.getUsableSpace() < minFreeBytes) {
                    throw noSpace();
                }
            }
        }

        private static HttpErrorException noSpace() {
            return cannotStore("the temporary folder has no space");
        }

        /** Releases the space; the file must have been deleted. */
        @Override
        public void close() {
            used.addAndGet(-bytes);
            bytes = 0;
        }
    }
}
