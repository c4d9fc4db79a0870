package io.odonym.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Locks a file that contains the process identifier of its lock holder. The operating system
 * releases the lock when the channel is closed or the process ends.
 */
public final class LockFile {

    private static final int MAX_PID_BYTES = 20;

    private LockFile() {}

    /**
     * Tries to lock a file.
     *
     * @return whether this channel holds the lock; false if another process or another channel of
     *     this process holds it
     * @throws IOException if the file cannot be locked
     */
    public static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    /**
     * Writes the process identifier of this process into a file that it has locked.
     *
     * @throws IOException if the file cannot be written
     */
    public static void writeHolder(FileChannel channel) throws IOException {
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /**
     * Returns the process identifier in a lock file, or "unknown".
     *
     * @throws IOException if the file cannot be read
     */
    public static String readHolder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(pid, 0);
        String text = StandardCharsets.US_ASCII.decode(pid.flip()).toString();
        return Optional.of(text).filter(digits -> digits.matches("\\d+")).orElse("unknown");
    }
}
