package io.odonym.cli;

import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexManifest;
import io.odonym.options.TextAnalysisOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code odonym index}: builds an index from address data. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description =
                "Builds an index from the addok export (ndjson) or the CSV files of the BAN, or"
                    + " from BAL files. The files can be compressed with gzip. An existing index"
                    + " remains usable until the new index is complete.")
final class IndexCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "The files and folders to import; repeatable.")
    private List<Path> inputs;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the index.")
    private Path output;

    @Option(
            names = "--bad-lines",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description =
                    "The maximum share of invalid lines, from 0 to 1 (default: ${DEFAULT-VALUE})."
                            + " If the share is larger, the command fails. Unless the share is 0,"
                            + " 20 invalid lines are always permitted.")
    private double maxBadLineRatio;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "The number of threads that parse and index places (default: the number of"
                            + " processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data-date",
            paramLabel = "YYYY-MM-DD",
            description =
                    "The date of the data (default: the newest date in the rows; otherwise, the"
                            + " date in the file DATA-DATE of an input folder, or in the file"
                            + " names; otherwise, unknown).")
    private Optional<LocalDate> dataDate = Optional.empty();

    @Option(
            names = "--created",
            defaultValue = "${env:SOURCE_DATE_EPOCH}",
            paramLabel = "SECONDS",
            description =
                    "The build time to record in the index, in seconds since 1970, for"
                            + " reproducible builds (default: $SOURCE_DATE_EPOCH, or the current"
                            + " time).")
    private Optional<Long> created = Optional.empty();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        IndexManifest manifest =
                Importer.run(
                        new ImportRequest(
                                inputs,
                                output,
                                maxBadLineRatio,
                                threads,
                                dataDate,
                                created.map(Instant::ofEpochSecond),
                                Optional.empty()),
                        text.analysis(),
                        ImportProgress.start());
        System.out.printf(
                "%,d documents and %,d house numbers in %.1f s, %,.1f MB in %s%s%n",
                manifest.documents(),
                manifest.houseNumbers(),
                (System.nanoTime() - start) / 1e9,
                manifest.totalBytes() / 1e6,
                output,
                manifest.skippedLines() == 0
                        ? ""
                        : ", %,d invalid lines skipped".formatted(manifest.skippedLines()));
        return 0;
    }
}
