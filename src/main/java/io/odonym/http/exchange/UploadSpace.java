package io.odonym.http.exchange;

import com.sun.management.OperatingSystemMXBean;

import io.odonym.files.ProcessFolder;
import io.odonym.files.ScratchFile;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stores uploads in temporary files, and limits their total size to the space that the folder
 * offers. Only the user of the server has access to the files, and they do not outlive the server
 * process. Thread-safe.
 *
 * <p>A folder in memory (tmpfs) may have no size limit, or one above the memory limit of the
 * container. If the uploads exceeded that limit, the process would be killed. In such a folder, the
 * uploads may therefore take at most a quarter of the memory that the heap cannot use.
 */
public final class UploadSpace implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(UploadSpace.class.getName());

    private static final Set<String> MEMORY_FILE_SYSTEMS = Set.of("tmpfs", "ramfs");

    /**
     * The number of bytes that uploads leave free for other files, unless the file system is small.
     */
    private static final long MIN_FREE_BYTES = 64L << 20;

    /** The fraction of a small file system that uploads leave free: one tenth. */
    private static final int MIN_FREE_DIVISOR = 10;

    /**
     * The part of the memory outside the heap that uploads may take: a quarter. The rest is for the
     * JVM and for the pages of the index, without which searches wait for the disk.
     */
    private static final int SHARE_OF_MEMORY = 4;

    /** The smallest size limit for a folder in memory, in bytes. */
    private static final long MIN_MEMORY_BYTES = 16L << 20;

    /** The number of bytes written between two checks of the free disk space. */
    private static final long CHECK_INTERVAL_BYTES = 1L << 20;

    /** The prefix of the folder name; each server process has its own folder. */
    private static final String FOLDER_PREFIX = "odonym-uploads-";

    private final ProcessFolder folder;
    private final FileStore store;
    private final long limit;
    private final long minFreeBytes;
    private final AtomicLong used = new AtomicLong();

    /**
     * Creates a limit for a folder.
     *
     * @param store the file system of the folder
     * @param limit the maximum number of bytes of all uploads together
     * @throws IOException if the size of the file system cannot be determined
     */
    UploadSpace(ProcessFolder folder, FileStore store, long limit) throws IOException {
        this.folder = folder;
        this.minFreeBytes = Math.min(MIN_FREE_BYTES, store.getTotalSpace() / MIN_FREE_DIVISOR);
        this.store = store;
        this.limit = limit;
    }

    /**
     * Stores uploads in the system's folder for temporary files. Deletes the uploads of server
     * processes that were killed.
     *
     * @param configured the maximum number of bytes of all uploads together; 0 derives it from the
     *     folder
     * @throws IOException if the file system of the folder cannot be determined
     */
    public static UploadSpace ofTemporaryFolder(long configured) throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        FileStore store = Files.getFileStore(parent);
        return new UploadSpace(
                ProcessFolder.open(parent, FOLDER_PREFIX),
                store,
                configured > 0 ? configured : derivedLimit(store));
    }

    private static long derivedLimit(FileStore store) {
        return MEMORY_FILE_SYSTEMS.contains(store.type())
                ? memoryLimit(totalMemory(), Runtime.getRuntime().maxMemory())
                : Long.MAX_VALUE;
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
        return Math.max(MIN_MEMORY_BYTES, (memory - heap) / SHARE_OF_MEMORY);
    }

    /**
     * Logs why an upload cannot be stored.
     *
     * @return the error response, which does not contain the reason
     */
    private static HttpErrorException cannotStore(Object reason) {
        LOG.log(System.Logger.Level.ERROR, "an upload cannot be stored: " + reason);
        return HttpErrorException.unavailable("The file cannot be stored on the server.");
    }

    /** Starts a new upload, for which no bytes are reserved yet. */
    public Upload open() {
        return new Upload();
    }

    /** Deletes the folder. */
    @Override
    public void close() {
        folder.close();
    }

    /** A stored upload. Not thread-safe. */
    public final class Upload implements AutoCloseable {

        private Optional<ScratchFile> file = Optional.empty();
        private long bytes;
        private long nextCheck;

        private Upload() {}

        /**
         * Stores the first bytes of a buffer.
         *
         * @param count the number of bytes
         * @throws HttpErrorException 413 if the upload alone exceeds the limit; 503 if other files
         *     already use the space, or if the file cannot be written
         */
        void append(byte[] buffer, int count) {
            try {
                reserve(count);
                if (file.isEmpty()) {
                    file = Optional.of(folder.newFile());
                }
                file.get().append(buffer, count);
            } catch (IOException failure) {
                throw cannotStore(failure);
            }
        }

        private void reserve(long count) throws IOException {
            if (bytes + count > limit) {
                throw HttpErrorException.contentTooLarge(
                        "File too large, limit is " + limit + " bytes (upload-space)");
            }
            bytes += count;
            if (used.addAndGet(count) > limit) {
                throw HttpErrorException.unavailable(
                        "Other uploads use the space of the server (upload-space).");
            }
            if (bytes > nextCheck) {
                nextCheck = bytes + CHECK_INTERVAL_BYTES;
                if (store.getUsableSpace() < minFreeBytes) {
                    throw cannotStore("the temporary folder has no space left");
                }
            }
        }

        /** Returns a new stream that starts at the first byte of the upload. */
        public InputStream newInputStream() {
            return file.map(ScratchFile::newInputStream).orElseGet(InputStream::nullInputStream);
        }

        /** Deletes the file and releases its space. */
        @Override
        public void close() throws IOException {
            try {
                if (file.isPresent()) {
                    file.get().close();
                }
            } finally {
                used.addAndGet(-bytes);
                bytes = 0;
            }
        }
    }
}
