package io.odonym.cli;

import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexManifest;
import io.odonym.options.TextAnalysisOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym apply}: builds a new index from an existing index and files of changes. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Builds an index from an existing index and a list of changes. A changed document"
                    + " with the _action \"update\" or \"index\" replaces the document with the"
                    + " same id, and the _action \"delete\" removes it. A document without an"
                    + " _action is added. The new index equals an index built from the complete new"
                    + " data. The existing index remains usable until the new index is complete,"
                    + " even if both use the same folder.")
final class ApplyCommand implements Callable<Integer> {

    @Option(
            names = "--index",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the existing index.")
    private Path index;

    @Option(
            names = "--changes",
            required = true,
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description =
                    "The files that contain the changes, oldest first, uncompressed or compressed"
                            + " with gzip. \"odonym diff\" creates files of this kind.")
    private List<Path> changes;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The folder of the new index (default: the folder given by --index).")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--bad-lines",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description =
                    "The maximum share of invalid lines in the changes, from 0 to 1 (default:"
                            + " ${DEFAULT-VALUE}). If the share is larger, the command fails.")
    private double maxBadLineRatio;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "The number of threads that read and index places (default: the number of"
                            + " processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data-date",
            paramLabel = "YYYY-MM-DD",
            description =
                    "The date of the data (default: the newest date in the changes or in their file"
                            + " names; otherwise, the date of the index).")
    private Optional<LocalDate> dataDate = Optional.empty();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path target = output.orElse(index).toAbsolutePath();
        // Resolves a symbolic link, so that the index is built in the folder that the link points
        // to.
        target = Files.exists(target) ? target.toRealPath() : target;
        List<Path> files = new ArrayList<>();
        for (Path file : changes) {
            // "odonym diff" writes an empty file if two exports are equal.
            if (!Files.isRegularFile(file) || Files.size(file) > 0) {
                files.add(file);
            }
        }
        IndexManifest manifest =
                Importer.run(
                        new ImportRequest(
                                files,
                                target,
                                maxBadLineRatio,
                                threads,
                                dataDate,
                                Optional.empty(),
                                Optional.of(index)),
                        text.analysis(),
                        ImportProgress.start());
        System.out.printf(
                "%,d documents and %,d house numbers in %.1f s, %,.1f MB in %s%n",
                manifest.documents(),
                manifest.houseNumbers(),
                (System.nanoTime() - start) / 1e9,
                manifest.totalBytes() / 1e6,
                target);
        return 0;
    }
}
