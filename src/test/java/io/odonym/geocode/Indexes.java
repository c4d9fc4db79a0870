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

/** Small indexes to swap. */
public final class Indexes {

    private Indexes() {}

    /** An index of one street of a city, in a folder of the city's name. */
    public static Path of(Path folder, String city) throws IOException, InterruptedException {
        return write(folder.resolve(city), city);
    }

    /** The same in a folder of any name, over what was there. */
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

    /** Turns a link, as {@code ln -sfn} and {@code mv -T} do. */
    public static Path link(Path link, Path to) throws IOException {
        Path aside = link.resolveSibling(link.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createSymbolicLink(aside, to);
        return Files.move(
                aside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Changes one bit of a file in the middle. */
    public static void flipABit(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** A file of an index's data, by the end of its name. */
    public static Path dataFile(Path index, String end) throws IOException {
        try (var files = Files.walk(index.toRealPath())) {
            return files.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
        }
    }
}
