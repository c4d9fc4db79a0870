package io.odonym.geocode;

import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Builds small indexes for tests. */
public final class Indexes {

    private Indexes() {}

    /** Builds an index of one street of a city, in a folder with the name of the city. */
    public static Path of(Path folder, String city) throws IOException, InterruptedException {
        return write(folder.resolve(city), city);
    }

    /** Builds an index of one street of a city in a folder, replacing any index there. */
    public static Path write(Path index, String city) throws IOException, InterruptedException {
        Path input = Files.createTempFile(index.getParent(), city, ".ndjson");
        Files.writeString(
                input,
                """
                {"id":"1","type":"street","name":"Rue du Port","city":"%s","lat":48.5,"lon":2.5}
                """
                        .formatted(city));
        Importer.run(
                new ImportRequest(List.of(input), index, 0, 1),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        Files.delete(input);
        return index;
    }

    /** Creates or atomically replaces a symbolic link, like {@code ln -sfn} and {@code mv -T}. */
    public static Path link(Path link, Path target) throws IOException {
        Path temporary = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Files.createSymbolicLink(temporary, target);
        return Files.move(
                temporary,
                link,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Flips one bit in the middle of a file. */
    public static void flipBit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** Returns the data file of an index whose name has the given suffix. */
    public static Path dataFile(Path index, String suffix) throws IOException {
        try (var files = Files.walk(index.toRealPath())) {
            return files.filter(file -> file.toString().endsWith(suffix)).findFirst().orElseThrow();
        }
    }
}
