package io.odonym.update;

import io.odonym.fetch.FetchFolder;
import io.odonym.fetch.FolderLock;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The folder of the downloaded addresses and of the indexes that were built from them:
 *
 * <pre>
 * files/                      the address files
 * indexes/20261201T033000Z/   an index, named after the time of its import
 * indexes/20261201T033000Z.inputs  the files that this index was built from
 * indexes/current             a symbolic link to the current index
 * lock                        locked while a process updates the folder
 * </pre>
 *
 * <p>Immutable.
 *
 * @param path the folder
 */
public record DataFolder(Path path) {

    private static final String INPUTS = ".inputs";
    private static final String CURRENT = "current";

    /** Returns the folder of the address files. */
    public Path files() {
        return path.resolve("files");
    }

    /** Returns the folder of the indexes. */
    Path indexes() {
        return path.resolve("indexes");
    }

    /** Returns the link to the current index. */
    public Path current() {
        return indexes().resolve(CURRENT);
    }

    /** Returns the file that lists the inputs of an index. */
    Path inputs(String index) {
        return indexes().resolve(index + INPUTS);
    }

    /** Returns the name of the folder of the current index; empty if there is none. */
    Optional<String> currentName() throws IOException {
        return Files.isSymbolicLink(current())
                ? Optional.of(Files.readSymbolicLink(current()).getFileName().toString())
                : Optional.empty();
    }

    /** Returns whether there is a current index. */
    public boolean hasIndex() {
        return Files.exists(current());
    }

    /** Returns the address files; empty if there are none. */
    public List<SourceFile> sources() throws IOException {
        try {
            return SourceFile.find(List.of(files()));
        } catch (SourceException none) {
            return List.of();
        }
    }

    /** Returns whether a download into this folder has started and is not complete. */
    public boolean isDownloadUnfinished() {
        return new FetchFolder(files()).isUnfinished();
    }

    /**
     * Locks the folder against other updates.
     *
     * @throws IOException if another process updates the folder; the message names it
     */
    public FolderLock acquireLock() throws IOException {
        return FolderLock.acquire(lockFile(), "another update is changing " + path);
    }

    /** Locks the folder against other updates. Waits for the end of a running update. */
    public FolderLock awaitLock() throws IOException {
        return FolderLock.await(lockFile());
    }

    private Path lockFile() {
        return path.resolve("lock");
    }

    /** Replaces the link to the current index atomically. */
    void switchTo(String index) throws IOException {
        Path next = indexes().resolve(CURRENT + ".new");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, Path.of(index));
        Files.move(
                next,
                current(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
