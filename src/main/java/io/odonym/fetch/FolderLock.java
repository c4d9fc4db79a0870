package io.odonym.fetch;

import io.odonym.files.LockFile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The exclusive right to change the content of a folder. The operating system releases the lock if
 * the process ends. The lock file contains the process identifier of the holder, and is never
 * deleted.
 */
public final class FolderLock implements Closeable {

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
        if (!LockFile.tryLock(channel)) {
            String holder = LockFile.readHolder(channel);
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

    private static FolderLock held(FileChannel channel) throws IOException {
        LockFile.writeHolder(channel);
        return new FolderLock(channel);
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
