package io.odonym.update;

import io.odonym.source.SourceFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that an index is built from, with their sizes and modification times. Immutable.
 *
 * @param selection the downloaded areas; "" if the files were not downloaded
 * @param files one line per file
 */
record InputList(String selection, List<String> files) {

    private static final String SELECTION = "selection ";

    InputList {
        files = List.copyOf(files);
    }

    /** Describes files. */
    static InputList of(String selection, List<SourceFile> sources) throws IOException {
        List<String> lines = new ArrayList<>();
        for (SourceFile source : sources) {
            Path path = source.path();
            lines.add(
                    Files.size(path)
                            + " "
                            + Files.getLastModifiedTime(path).toMillis()
                            + " "
                            + path.getFileName());
        }
        return new InputList(selection, lines);
    }

    /** Reads a list; empty if the file does not exist. */
    static Optional<InputList> read(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() || !lines.getFirst().startsWith(SELECTION)
                    ? Optional.empty()
                    : Optional.of(
                            new InputList(
                                    lines.getFirst().substring(SELECTION.length()),
                                    lines.subList(1, lines.size())));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Writes the list atomically. */
    void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                temporary, SELECTION + selection + "\n" + String.join("\n", files) + "\n");
        Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
