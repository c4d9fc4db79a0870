package io.odonym.spark;

import io.odonym.index.store.IndexException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The copies of indexes on a node, which all executors of a user share. Each copy has a lock file.
 *
 * <p>A copy is used only if it belongs to the user of the executor and if nobody else can write to
 * it. Otherwise, another user of the node could replace the index with their own files, for example
 * in the folder for temporary files, where names are predictable.
 *
 * @param folder the folder of the copies
 */
record IndexCache(Path folder) {

    private static final System.Logger LOG = System.getLogger(IndexCache.class.getName());

    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private static final FileAttribute<?>[] PRIVATE =
            POSIX
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------"))
                    }
                    : new FileAttribute<?>[0];

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Collections.unmodifiableSet(
                    EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));

    /** The mode bit of a folder in which users can delete and rename only their own files. */
    private static final int STICKY = 01000;

    /** The user identifier of root. */
    private static final int ROOT = 0;

    /**
     * A source of copies.
     *
     * @param key the name of the copy, which differs for each version of the index
     * @param origin the path of the original, for messages
     * @param copier copies the index
     */
    record Source(String key, String origin, Copier copier) {}

    /** Copies an index into an empty directory. */
    @FunctionalInterface
    interface Copier {
        void copyTo(Path directory) throws IOException;
    }

    /**
     * Opens a copy.
     *
     * @param <T> the type of the open index
     */
    @FunctionalInterface
    interface Opener<T> {

        /**
         * Opens the index in a directory.
         *
         * @throws IndexException if the index is damaged
         */
        T open(Path directory) throws IOException;
    }

    /**
     * An open copy.
     *
     * @param index the open index
     * @param copied whether this call copied the index
     */
    record Opened<T>(T index, boolean copied) {}

    /**
     * Opens a copy. Copies the index first if the node has no copy of it. If the copy is damaged,
     * copies the index again.
     *
     * @throws IndexException if a new copy is damaged, or if another user can write to the cache
     * @throws IOException if the index cannot be copied
     */
    <T> Opened<T> open(Source source, Opener<T> opener) throws IOException {
        Files.createDirectories(folder, PRIVATE);
        UserPrincipal user = user();
        requireProtected(user);
        Path copy = folder.resolve(source.key());
        boolean copied;
        try (FileChannel channel = lockFile(source);
                FileLock _ = channel.lock()) {
            copied = !isUsable(copy, user);
            if (copied) {
                copy(source, copy);
            }
        }
        try {
            // Opening the copy verifies all its checksums. It needs no lock, so executors can do it
            // in parallel.
            return new Opened<>(opener.open(copy), copied);
        } catch (IndexException damaged) {
            if (copied) {
                throw damaged;
            }
            return replace(source, copy, opener);
        }
    }

    /**
     * Opens a copy that was found damaged. Copies the index again unless another executor has
     * already replaced the copy.
     */
    private <T> Opened<T> replace(Source source, Path copy, Opener<T> opener) throws IOException {
        try (FileChannel channel = lockFile(source);
                FileLock _ = channel.lock()) {
            try {
                // Another executor may already have replaced the copy.
                return new Opened<>(opener.open(copy), false);
            } catch (IndexException damaged) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "copying {0} again: {1}",
                        source.origin(),
                        damaged.getMessage());
                copy(source, copy);
                return new Opened<>(opener.open(copy), true);
            }
        }
    }

    /**
     * Opens the lock file of a copy. The lock excludes other processes, but not other threads of
     * this process.
     */
    private FileChannel lockFile(Source source) throws IOException {
        return FileChannel.open(
                folder.resolve(source.key() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private void copy(Source source, Path copy) throws IOException {
        long start = System.nanoTime();
        Path temporary = folder.resolve(source.key() + ".part");
        // Deletes the incomplete copy left behind by a killed executor.
        delete(temporary);
        Files.createDirectory(temporary, PRIVATE);
        try {
            source.copier().copyTo(temporary);
            delete(copy);
            Files.move(temporary, copy);
        } finally {
            delete(temporary);
        }
        LOG.log(
                System.Logger.Level.INFO,
                "copied the index {0} to {1} in {2} s",
                source.origin(),
                copy,
                "%.1f".formatted((System.nanoTime() - start) / NANOSECONDS_PER_SECOND));
    }

    /** Returns whether there is a copy to which no other user can write. */
    private static boolean isUsable(Path copy, UserPrincipal user) throws IOException {
        if (!Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Files.getOwner(copy, LinkOption.NOFOLLOW_LINKS).equals(user)) {
            throw notProtected(copy, "belongs to another user");
        }
        return !othersCanWrite(copy);
    }

    /** Checks that no other user can replace a folder in the cache. */
    private void requireProtected(UserPrincipal user) throws IOException {
        // If the folder is a symbolic link, the link itself must also belong to the user or to
        // root.
        if (!belongsTo(user, LinkOption.NOFOLLOW_LINKS) || !belongsTo(user)) {
            throw notProtected(folder, "belongs to another user");
        }
        if (othersCanWrite(folder)
                && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) == 0) {
            throw notProtected(folder, "can be changed by other users");
        }
    }

    private boolean belongsTo(UserPrincipal user, LinkOption... options) throws IOException {
        return Files.getOwner(folder, options).equals(user)
                || POSIX && (int) Files.getAttribute(folder, "unix:uid", options) == ROOT;
    }

    private static boolean othersCanWrite(Path path) throws IOException {
        return POSIX && !Collections.disjoint(Files.getPosixFilePermissions(path), OTHERS_WRITE);
    }

    private static IndexException notProtected(Path path, String reason) {
        return new IndexException(
                "the index cache "
                        + path
                        + " "
                        + reason
                        + "; choose another folder with --index-cache, or change its permissions");
    }

    /** Returns the user of this process, determined from the owner of a new file. */
    private UserPrincipal user() throws IOException {
        Path file = Files.createTempFile(folder, "owner-", "");
        try {
            return Files.getOwner(file);
        } finally {
            Files.delete(file);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
