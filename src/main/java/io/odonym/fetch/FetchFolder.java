package io.odonym.fetch;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A folder of downloaded address files. Its subfolder {@value #STATE_FOLDER} contains partial files
 * and what is known about the complete ones:
 *
 * <pre>
 * adresses-addok-35.ndjson.gz                       a complete file
 * DATA-DATE                                         the newest Last-Modified date of the files
 * .fetch/lock                                       locked while a process changes the folder
 * .fetch/unfinished                                 exists until all selected files are complete
 * .fetch/selection                                  the last complete selection
 * .fetch/adresses-addok-35.ndjson.gz.properties     describes the complete file
 * .fetch/adresses-addok-35.ndjson.gz.part           the beginning of a new version
 * .fetch/adresses-addok-35.ndjson.gz.part.properties  its validators
 * </pre>
 *
 * <p>All files are replaced atomically, so that a process can be killed at any time. Immutable.
 *
 * @param path the folder
 */
public record FetchFolder(Path path) {

    private static final String STATE_FOLDER = ".fetch";
    private static final String DATE_FILE = "DATA-DATE";
    private static final String PROPERTIES = ".properties";
    private static final String PART = ".part";
    private static final String TEMPORARY = ".new";

    /** Returns the lock file of the folder. */
    Path lock() {
        return state("lock");
    }

    private Path state(String name) {
        return path.resolve(STATE_FOLDER).resolve(name);
    }

    private Path unfinished() {
        return state("unfinished");
    }

    /** Returns the path of a complete file. */
    Path file(String name) {
        return path.resolve(name);
    }

    /** Returns the path of the partial file of a name. */
    Path part(String name) {
        return state(name + PART);
    }

    /** Returns the path of the properties of a partial file. */
    Path partProperties(String name) {
        return state(name + PART + PROPERTIES);
    }

    private Path properties(String name) {
        return state(name + PROPERTIES);
    }

    /** Returns whether a download into this folder has started and is not complete. */
    public boolean isUnfinished() {
        return Files.exists(unfinished());
    }

    /** Returns the selection of the last complete download; empty if there is none. */
    public Optional<Selection> selection() throws IOException {
        try {
            return Selection.parse(Files.readString(state("selection")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Records that a download has started, unless the folder already contains all of its files. */
    void start(List<RemoteFile> files) throws IOException {
        Files.createDirectories(path.resolve(STATE_FOLDER));
        if (!isUnfinished() && files.stream().anyMatch(file -> !Files.exists(file(file.name())))) {
            Files.createFile(unfinished());
        }
    }

    /**
     * Records that all files of a selection are complete, and deletes the downloaded files that are
     * not part of it. Files that the user added or changed stay.
     */
    void finish(Selection selection, List<RemoteFile> files, Optional<String> date)
            throws IOException {
        List<String> names = files.stream().map(RemoteFile::name).toList();
        for (String name : recordedNames()) {
            if (!names.contains(name)) {
                if (read(name).isPresent()) {
                    Files.deleteIfExists(file(name));
                }
                Files.deleteIfExists(properties(name));
            }
        }
        deleteOtherParts(names);
        if (date.isPresent()) {
            replace(path.resolve(DATE_FILE), date.get() + "\n");
        }
        replace(state("selection"), selection.text() + "\n");
        Files.deleteIfExists(unfinished());
    }

    private List<String> recordedNames() throws IOException {
        try (Stream<Path> files = Files.list(path.resolve(STATE_FOLDER))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(PROPERTIES) && !name.endsWith(PART + PROPERTIES))
                    .map(name -> name.substring(0, name.length() - PROPERTIES.length()))
                    .toList();
        }
    }

    private void deleteOtherParts(List<String> names) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(path.resolve(STATE_FOLDER))) {
            parts = files.filter(file -> file.getFileName().toString().contains(PART)).toList();
        }
        for (Path part : parts) {
            String name = part.getFileName().toString();
            if (!names.contains(name.substring(0, name.lastIndexOf(PART)))) {
                Files.deleteIfExists(part);
            }
        }
    }

    /**
     * Returns what is known about a complete file; empty if it does not exist, or was not
     * downloaded, or has changed since.
     */
    Optional<FetchedFile> read(String name) throws IOException {
        Path file = file(name);
        Optional<Properties> properties = readProperties(properties(name));
        if (properties.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return FetchedFile.read(properties.get()).filter(known -> isUnchanged(known, file));
    }

    private static boolean isUnchanged(FetchedFile known, Path file) {
        try {
            return known.size() == Files.size(file)
                    && known.modified() == Files.getLastModifiedTime(file).toMillis();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Returns the size of the content of the version that was downloaded last, even if the file has
     * been changed or deleted since.
     */
    Optional<ContentSize> lastSize(String name) throws IOException {
        return readProperties(properties(name))
                .flatMap(FetchedFile::read)
                .map(FetchedFile::content);
    }

    /** Makes the partial file of a name the complete file. */
    void commit(String name, FetchedFile description) throws IOException {
        Properties properties = new Properties();
        description.write(properties);
        writeProperties(properties(name), properties);
        move(part(name), file(name));
        Files.deleteIfExists(partProperties(name));
    }

    /** Reads a properties file; empty if it does not exist. */
    static Optional<Properties> readProperties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(properties);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Replaces a properties file atomically. */
    static void writeProperties(Path file, Properties properties) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + TEMPORARY);
        try (Writer writer = Files.newBufferedWriter(temporary)) {
            properties.store(writer, null);
        }
        move(temporary, file);
    }

    private void replace(Path file, String text) throws IOException {
        Path temporary = state(file.getFileName() + TEMPORARY);
        Files.writeString(temporary, text);
        move(temporary, file);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
