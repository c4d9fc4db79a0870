package io.odonym.cli;

import io.odonym.index.AddressIndex;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexException;
import io.odonym.source.SourceException;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The index that commands use without {@code --index}: made from {@code index-data/} where it is
 * missing, older than that data, or of another version of the program.
 */
final class DefaultIndex {

    /** Where the program was installed; the script sets it. */
    private static final String HOME = "ODONYM_HOME";

    private DefaultIndex() {}

    /** The folder of the index, up to date. */
    static Path ready(TextAnalysis text) throws IOException, InterruptedException {
        Path home = Path.of(System.getenv().getOrDefault(HOME, "."));
        Path data = home.resolve("index-data");
        Path index = home.resolve(".odonym").resolve("index");
        if (!Files.isDirectory(data)) {
            throw new SourceException(
                    "no --index given, and there is no folder " + data + " to build one from");
        }
        if (!isFresh(index, data, text)) {
            System.err.println("building an index from " + data + " (once)");
            Importer.run(
                    new ImportRequest(
                            List.of(data),
                            index,
                            ImportRequest.DEFAULT_MAX_BAD_LINE_RATIO,
                            Runtime.getRuntime().availableProcessors()),
                    text,
                    ImportProgress.start());
        }
        return index;
    }

    private static boolean isFresh(Path index, Path data, TextAnalysis text) throws IOException {
        try {
            AddressIndex.requireCompatible(index, text);
        } catch (IndexException unfit) {
            return false;
        }
        Instant built = Files.getLastModifiedTime(index.resolve("manifest.json")).toInstant();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isAfter(built)) {
                    return false;
                }
            }
        }
        return true;
    }
}
