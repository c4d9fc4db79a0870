package io.odonym.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.util.UUID;

/**
 * Locks by which a process shows that it still uses a temporary file. The operating system releases
 * them when the process ends, however it ends. A process identifier alone does not show this,
 * because it is reused, and in containers it is often 1.
 */
final class ProcessLock {

    /**
     * The identity of this process, as a part of file names. A process must not open the lock files
     * of its own: on POSIX systems, closing any channel of a file releases the locks of the
     * process.
     */
    static final String PROCESS = ProcessHandle.current().pid() + "-" + randomDigits();

    /** A regular expression for the names that {@link #uniqueName()} returns. */
    static final String UNIQUE_NAME_PATTERN = "\\d+-[0-9a-f]{16}-[0-9a-f]{16}";

    private ProcessLock() {}

    private static String randomDigits() {
        return "%016x".formatted(UUID.randomUUID().getLeastSignificantBits());
    }

    /** Returns a file name that starts with {@link #PROCESS}. */
    static String uniqueName() {
        return PROCESS + "-" + randomDigits();
    }

    /**
     * Locks a file of this process. On a file system without locks, the file stays unlocked, and no
     * process deletes it.
     */
    static void acquire(FileChannel channel) {
        tryLock(channel);
    }

    /**
     * Acquires the lock of another process.
     *
     * @return whether the other process has ended
     */
    static boolean acquireAbandoned(FileChannel channel) {
        return tryLock(channel);
    }

    private static boolean tryLock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException | OverlappingFileLockException refused) {
            return false;
        }
    }
}
