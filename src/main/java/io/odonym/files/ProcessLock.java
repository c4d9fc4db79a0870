package io.odonym.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.util.UUID;

/**
 * Locks that show that a process is still using a temporary file. The operating system releases
 * them when the process ends, however it ends. A process identifier alone does not show this,
 * because identifiers are reused and are often 1 in containers.
 */
final class ProcessLock {

    /**
     * The identity of this process, as a part of file names. A process must not open its own lock
     * files a second time: on POSIX systems, closing any channel of a file releases all locks that
     * the process holds on that file.
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
     * Locks a file of this process. On a file system that does not support locks, the file stays
     * unlocked, and no other process deletes it.
     */
    static void acquire(FileChannel channel) {
        tryLock(channel);
    }

    /**
     * Tries to acquire the lock that another process took on a file.
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
