package io.odonym.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The exclusive right to change the content of a folder. The operating system releases the lock if
 * the process ends. The lock file contains the process identifier of the holder, and is never
 * deleted.
 */
public final class FolderLock implements Closeable {

    private static final int MAX_PID_BYTES = 20;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a file, which is created with its folder if it does not exist.
     *
     * @param file the lock file
     * @param task what the lock protects, for the message, such as "another fetch is writing to X"
     * @throws FetchException if another process or thread holds the lock
     * @throws IOException if the file cannot be created
     */
    public static FolderLock acquire(Path file, String task) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = open(file);
        if (!tryLock(channel)) {
            String holder = holder(channel);
            channel.close();
            throw new FetchException(task + " (process " + holder + "); wait until it ends");
        }
        return held(channel);
    }

    /** Locks a file, which is created if it does not exist. Waits for the current holder. */
    public static FolderLock await(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = open(file);
        try {
            channel.lock();
            return held(channel);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static FolderLock held(FileChannel channel) throws IOException {
        channel.truncate(0);
        String pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        return new FolderLock(channel);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(MAX_PID_BYTES);
        channel.read(pid, 0);
        String text = StandardCharsets.US_ASCII.decode(pid.flip()).toString();
        return Optional.of(text).filter(digits -> digits.matches("\\d+")).orElse("unknown");
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
