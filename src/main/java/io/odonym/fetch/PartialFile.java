package io.odonym.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The beginning of a remote file, and the validators of the version that it belongs to. It is used
 * by one thread at a time.
 */
final class PartialFile {

    private static final String URL_KEY = "url";

    private final Path path;
    private final Path properties;
    private final URI url;

    PartialFile(FetchFolder folder, RemoteFile remote) {
        this.path = folder.part(remote.name());
        this.properties = folder.partProperties(remote.name());
        this.url = remote.url();
    }

    Path path() {
        return path;
    }

    /** Returns the number of bytes that have been written; 0 if there is no file. */
    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Returns the validators of the file; none if the file is empty or from another address. */
    Validators validators() throws IOException {
        if (size() == 0) {
            return Validators.NONE;
        }
        Optional<Properties> stored = FetchFolder.readProperties(properties);
        return stored.filter(from -> url.toString().equals(from.getProperty(URL_KEY)))
                .map(Validators::read)
                .orElse(Validators.NONE);
    }

    /**
     * Empties the file, for another version. The old bytes are deleted before the new validators
     * are stored, so that a killed process never leaves bytes of one version with the validators of
     * another.
     */
    FileChannel restart(Validators validators) throws IOException {
        Files.createDirectories(path.getParent());
        FileChannel channel =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
        Properties stored = new Properties();
        stored.setProperty(URL_KEY, url.toString());
        validators.write(stored);
        FetchFolder.writeProperties(properties, stored);
        return channel;
    }

    /** Opens the file to append to it. */
    FileChannel resume() throws IOException {
        return FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(properties);
    }

    /** Forces the file to disk, so that a power failure cannot damage the renamed file. */
    void force() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
