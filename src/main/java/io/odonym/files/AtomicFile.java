package io.odonym.files;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * A file that is written under a temporary name next to its target, and replaces the target when it
 * is complete. The temporary file is deleted if the process is interrupted or terminated. If the
 * process is killed, the next process that writes the same target deletes it. Two processes can
 * write the same target at the same time; the last one to finish wins.
 *
 * <p>Not thread-safe.
 */
public final class AtomicFile implements Closeable {

    private static final String EXTENSION = ".part";

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final Thread deletion;

    private AtomicFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.deletion = new Thread(this::deleteTemporary, "delete " + temporary);
        Runtime.getRuntime().addShutdownHook(deletion);
    }

    /**
     * Creates the temporary file. First deletes the temporary files that killed processes left
     * behind for the same target.
     *
     * @param target the file to create or to replace
     * @throws IOException if no file can be created in the folder of the target
     */
    public static AtomicFile create(Path target) throws IOException {
        deleteAbandoned(target);
        while (true) {
            Path temporary =
                    target.resolveSibling(
                            target.getFileName() + "." + ProcessLock.uniqueName() + EXTENSION);
            FileChannel channel =
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            ProcessLock.acquire(channel);
            // Another process may have mistaken the new file for an abandoned one and deleted it.
            if (Files.exists(temporary)) {
                return new AtomicFile(target, temporary, channel);
            }
            channel.close();
        }
    }

    private static void deleteAbandoned(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        Pattern names =
                Pattern.compile(
                        Pattern.quote(target.getFileName() + ".")
                                + ProcessLock.UNIQUE_NAME_PATTERN
                                + Pattern.quote(EXTENSION));
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder, file -> names.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                if (!file.getFileName().toString().contains(ProcessLock.PROCESS)) {
                    deleteIfAbandoned(file);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // The target can be written even if its folder cannot be listed.
        }
    }

    private static void deleteIfAbandoned(Path file) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (ProcessLock.acquireAbandoned(channel)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException refused) {
            // The file belongs to another user, or its process has just deleted it.
        }
    }

    /**
     * Returns a stream that appends to the temporary file. Closing the stream does not close the
     * file, because the lock must be held until the file has been renamed.
     */
    public OutputStream newOutputStream() {
        OutputStream stream = Channels.newOutputStream(channel);
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    /** Replaces the target with the temporary file. All streams must have been closed. */
    public void commit() throws IOException {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the temporary file, unless it has already been renamed to the target. */
    @Override
    public void close() throws IOException {
        try (channel) {
            deleteTemporary();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(deletion);
        } catch (IllegalStateException shuttingDown) {
            // The shutdown hook is running or has already run.
        }
    }

    private void deleteTemporary() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
