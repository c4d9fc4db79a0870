package io.odonym.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A folder for the temporary files of this process. Only the user of the process has access to it.
 *
 * <p>The process holds a lock on the file {@value #LOCK} in the folder. A process that opens a
 * folder with the same parent and prefix deletes the folders that belong to the same user and whose
 * lock nobody holds. Folders of other users are never touched, because their owners could replace
 * them with symbolic links.
 *
 * <p>Thread-safe.
 */
public final class ProcessFolder implements Closeable {

    private static final System.Logger LOG = System.getLogger(ProcessFolder.class.getName());

    private static final String LOCK = ".lock";

    private final Path parent;
    private final String prefix;
    private Optional<Held> held = Optional.empty();

    private ProcessFolder(Path parent, String prefix) {
        this.parent = parent;
        this.prefix = prefix;
    }

    /** A folder and the channel that holds its lock. */
    private record Held(Path path, FileChannel lock) {}

    /**
     * Creates a folder and deletes the folders of processes that have ended. If the folder cannot
     * be created, logs the reason, and {@link #newFile()} tries to create it later.
     *
     * @param parent an existing folder
     * @param prefix the beginning of the folder name
     */
    public static ProcessFolder open(Path parent, String prefix) {
        ProcessFolder folder = new ProcessFolder(parent, prefix);
        try {
            folder.deleteAbandoned(folder.path());
        } catch (IOException refused) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "files cannot be stored in {0}: {1}",
                    parent,
                    refused);
        }
        return folder;
    }

    /**
     * Creates a file in the folder. Recreates the folder if it is missing, because some systems
     * delete old files from the folder for temporary files.
     *
     * @throws IOException if the file cannot be created
     */
    public ScratchFile newFile() throws IOException {
        try {
            return newFile(path());
        } catch (NoSuchFileException deleted) {
            close();
            return newFile(path());
        }
    }

    private static ScratchFile newFile(Path folder) throws IOException {
        return ScratchFile.open(Files.createTempFile(folder, "", ""));
    }

    private synchronized Path path() throws IOException {
        if (held.isEmpty()) {
            Path path = Files.createTempDirectory(parent, prefix + ProcessLock.PROCESS + "-");
            FileChannel lock = openLock(path);
            ProcessLock.acquire(lock);
            held = Optional.of(new Held(path, lock));
        }
        return held.get().path();
    }

    private static FileChannel openLock(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve(LOCK),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private void deleteAbandoned(Path own) throws IOException {
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(parent, path -> isOfOtherProcess(path))) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && owner(folder).equals(owner(own))) {
                    deleteIfAbandoned(folder);
                }
            }
        }
    }

    private boolean isOfOtherProcess(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(prefix) && !name.startsWith(prefix + ProcessLock.PROCESS);
    }

    private static Object owner(Path folder) throws IOException {
        return Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
    }

    private static void deleteIfAbandoned(Path folder) {
        try (FileChannel lock = openLock(folder)) {
            if (ProcessLock.acquireAbandoned(lock)) {
                delete(folder);
                LOG.log(System.Logger.Level.INFO, "deleted {0}, whose process has ended", folder);
            }
        } catch (IOException refused) {
            LOG.log(System.Logger.Level.INFO, "cannot delete {0}: {1}", folder, refused);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Deletes the folder and its files. */
    @Override
    public synchronized void close() {
        held.ifPresent(
                folder -> {
                    try (FileChannel _ = folder.lock()) {
                        delete(folder.path());
                    } catch (IOException refused) {
                        LOG.log(
                                System.Logger.Level.INFO,
                                "cannot delete {0}: {1}",
                                folder.path(),
                                refused);
                    }
                });
        held = Optional.empty();
    }
}
