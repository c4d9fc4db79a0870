package io.odonym.cli;

import io.odonym.configuration.DataOptions;
import io.odonym.fetch.FolderLock;
import io.odonym.index.AddressIndex;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexLock;
import io.odonym.options.TextAnalysisOptions;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;
import io.odonym.text.TextAnalysis;
import io.odonym.update.ChildJvm;
import io.odonym.update.DataFolder;
import io.odonym.update.IndexUpdate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The index that commands use without {@code --index}: the current index of the data folder, or, if
 * the data folder contains neither an index nor addresses, an index of the bundled folder {@code
 * index-data}. The index is built if it is missing, or has a different index format or text
 * analysis. Large files are imported in a JVM with a larger heap.
 */
final class DefaultIndex {

    /**
     * The environment variable that contains the installation folder. The script {@code odonym}
     * sets it.
     */
    private static final String HOME_VARIABLE = "ODONYM_HOME";

    private static final String BUNDLED_DATA = "index-data";

    private DefaultIndex() {}

    private static Path home() {
        return Path.of(System.getenv().getOrDefault(HOME_VARIABLE, "."));
    }

    /** Returns the bundled file of all municipalities, which may be missing. */
    static Path municipalities() {
        return home().resolve(BUNDLED_DATA).resolve("municipalities.ndjson.gz");
    }

    /**
     * Returns the directory of the default index. Builds the index first if it is missing or
     * incompatible.
     *
     * @throws SourceException if there is no data to build the index from
     */
    static Path buildIfStale(DataOptions data, TextAnalysisOptions text)
            throws IOException, InterruptedException {
        Optional<DataFolder> folder = data.folder(System.getenv()).map(DataFolder::new);
        if (folder.isPresent() && isUsed(folder.get())) {
            buildFromDataFolder(folder.get(), text);
            return folder.get().current();
        }
        return buildFromBundledData(text);
    }

    private static boolean isUsed(DataFolder folder) throws IOException {
        return folder.hasIndex() || folder.isDownloadUnfinished() || !folder.sources().isEmpty();
    }

    private static void buildFromDataFolder(DataFolder folder, TextAnalysisOptions text)
            throws IOException, InterruptedException {
        IndexUpdate update =
                new IndexUpdate(
                        folder,
                        Optional.of(municipalities()),
                        text.analysis(),
                        true,
                        ImportProgress.start());
        if (update.isCurrentUsable()) {
            if (!folder.isDownloadUnfinished()
                    && !folder.sources().isEmpty()
                    && !update.isCurrentUpToDate()) {
                System.err.println(
                        "the index in "
                                + folder.path()
                                + " is older than its files; \"odonym update\" replaces it");
            }
            return;
        }
        System.err.println("building the index from " + folder.files() + " (once)");
        if (ChildJvm.isNeeded(bytes(folder.sources()))) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    "update",
                                    "--offline",
                                    "--wait",
                                    "--accept-shrink",
                                    "--data",
                                    folder.path().toString()));
            command.addAll(text.arguments());
            ChildJvm.run(Main.class, command);
        } else {
            // Another process may be building the index. This process waits for it and then uses
            // the new index.
            try (FolderLock _ = folder.awaitLock()) {
                update.run();
            }
        }
    }

    private static long bytes(List<SourceFile> files) throws IOException {
        long bytes = 0;
        for (SourceFile file : files) {
            bytes += file.sizeInBytes();
        }
        return bytes;
    }

    private static Path buildFromBundledData(TextAnalysisOptions text)
            throws IOException, InterruptedException {
        Path data = home().resolve(BUNDLED_DATA);
        Path index = home().resolve(".odonym").resolve("index");
        if (!Files.isDirectory(data)) {
            throw new SourceException(
                    "there is no index: run \"odonym update\", or set --index (the folder "
                            + data
                            + " does not exist)");
        }
        TextAnalysis analysis = text.analysis();
        if (!isUpToDate(index, data, analysis)) {
            // As above, another process may be building the index.
            try (IndexLock _ = IndexLock.await(index.getParent())) {
                if (!isUpToDate(index, data, analysis)) {
                    build(index, data, text);
                }
            }
        }
        return index;
    }

    private static void build(Path index, Path data, TextAnalysisOptions text)
            throws IOException, InterruptedException {
        System.err.println("building the default index from " + data + " (once)");
        if (ChildJvm.isNeeded(bytes(SourceFile.find(List.of(data))))) {
            List<String> command =
                    new ArrayList<>(
                            List.of(
                                    "index",
                                    "--input",
                                    data.toString(),
                                    "--output",
                                    index.toString()));
            command.addAll(text.arguments());
            ChildJvm.run(Main.class, command);
            return;
        }
        Importer.run(
                new ImportRequest(
                        List.of(data),
                        index,
                        ImportRequest.DEFAULT_MAX_BAD_LINE_RATIO,
                        Runtime.getRuntime().availableProcessors()),
                text.analysis(),
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
