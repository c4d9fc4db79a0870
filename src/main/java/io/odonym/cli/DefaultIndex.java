package io.odonym.cli;

import io.odonym.index.AddressIndex;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexLock;
import io.odonym.source.SourceException;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The index that commands use without {@code --index}. It is built from the folder {@code
 * index-data} if it is missing, is older than the data, or has a different index format or text
 * analysis.
 */
final class DefaultIndex {

    /**
     * The environment variable that contains the installation folder. The script {@code odonym}
     * sets it.
     */
    private static final String HOME_VARIABLE = "ODONYM_HOME";

    private DefaultIndex() {}

    /**
     * Returns the directory of the default index. Builds the index first if it is missing or stale.
     *
     * @throws SourceException if there is no data to build the index from
     */
    static Path buildIfStale(TextAnalysis text) throws IOException, InterruptedException {
        Path home = Path.of(System.getenv().getOrDefault(HOME_VARIABLE, "."));
        Path data = home.resolve("index-data");
        Path index = home.resolve(".odonym").resolve("index");
        if (!Files.isDirectory(data)) {
            throw new SourceException(
                    "the option --index is not set, and the default index cannot be built because"
                            + " the folder "
                            + data
                            + " does not exist");
        }
        if (!isUpToDate(index, data, text)) {
            // Another process may be building the index. This process waits for it and then uses
            // the new index.
            try (IndexLock _ = IndexLock.await(index.getParent())) {
                if (!isUpToDate(index, data, text)) {
                    build(index, data, text);
                }
            }
        }
        return index;
    }

    private static void build(Path index, Path data, TextAnalysis text)
            throws IOException, InterruptedException {
        System.err.println("building the default index from " + data + " (once)");
        Importer.run(
                new ImportRequest(
                        List.of(data),
                        index,
                        ImportRequest.DEFAULT_MAX_BAD_LINE_RATIO,
                        Runtime.getRuntime().availableProcessors()),
                text,
                ImportProgress.start());
    }

    private static boolean isUpToDate(Path index, Path data, TextAnalysis text) throws IOException {
        try {
            AddressIndex.requireCompatible(index, text);
        } catch (IndexException incompatible) {
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
