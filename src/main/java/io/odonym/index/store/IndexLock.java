package io.odonym.index.store;

import io.odonym.files.LockFile;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The exclusive right to write to a folder. The operating system releases the lock if the process
 * ends.
 *
 * <p>The lock is held on the file {@value #NAME} in the folder, which contains the process
 * identifier of the lock holder, or nothing if no process holds the lock. The file stays in an
 * index folder, and is deleted only if its folder contains no index and is deleted too. A process
 * that opened the file before its deletion notices the deletion after locking, and tries again.
 */
public final class IndexLock implements Closeable {

    /** The name of the lock file. It starts with a dot, so that it is not an index file. */
    static final String NAME = ".import.lock";

    private final Path folder;
    private final FileChannel channel;

    private IndexLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Locks a folder, which is created if it does not exist.
     *
     * @throws IndexException if another import holds the lock; the message names its process
     * @throws IOException if the folder cannot be written
     */
    public static IndexLock acquire(Path folder) throws IOException {
        return lock(folder, false);
    }

    /** Locks a folder, which is created if it does not exist. Waits for the current holder. */
    public static IndexLock await(Path folder) throws IOException {
        return lock(folder, true);
    }

    private static IndexLock lock(Path folder, boolean wait) throws IOException {
        while (true) {
            Files.createDirectories(folder);
            Path path = folder.resolve(NAME);
            if (!Files.exists(path)) {
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
            }
            Optional<BasicFileAttributes> before = attributes(path);
            if (before.isEmpty()) {
                continue;
            }
            FileChannel channel =
                    FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!(wait ? channel.lock() != null : LockFile.tryLock(channel))) {
                    throw inUse(folder, LockFile.readHolder(channel));
                }
                Optional<BasicFileAttributes> after = attributes(path);
                if (after.isPresent()
                        && Objects.equals(before.get().fileKey(), after.get().fileKey())) {
                    return held(folder, channel);
                }
                channel.close();
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
        }
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
    }

    private static IndexException inUse(Path folder, String holder) {
        return new IndexException(
                "another import is writing to "
                        + folder
                        + " (process "
                        + holder
                        + "); wait until it ends, or choose another folder");
    }

    private static IndexLock held(Path folder, FileChannel channel) throws IOException {
        LockFile.writeHolder(channel);
        return new IndexLock(folder, channel);
    }

    /** Deletes the locked folder if it contains nothing but the lock file. */
    public void deleteEmptyFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.getFileName().toString().equals(NAME))) {
                return;
            }
        }
        Files.delete(folder.resolve(NAME));
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException otherImport) {
            // Another import has started since the lock file was deleted, and now uses the folder.
        }
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
        }
    }
}
