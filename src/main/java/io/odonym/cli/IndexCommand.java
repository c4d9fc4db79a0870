package io.odonym.cli;

import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.Manifest;

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

/** {@code odonym index}. */
@Command(
        name = "index",
        mixinStandardHelpOptions = true,
        description =
                "Builds an index. Inputs are the BAN's addok export (ndjson), the BAN's CSV or BAL"
                        + " files, plain or gzip. The index that was there stays in use until the"
                        + " new one is complete.")
final class IndexCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description = "What to import; may be given several times.")
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
                    "A larger share of bad lines fails the import (default: ${DEFAULT-VALUE}).")
    private double badLineShare;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads parse and index (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data-date",
            paramLabel = "YYYY-MM-DD",
            description = "Of what day the data are (default: that of the newest file).")
    private Optional<LocalDate> dataDate = Optional.empty();

    @Option(
            names = "--created",
            defaultValue = "${env:SOURCE_DATE_EPOCH}",
            paramLabel = "SECONDS",
            description =
                    "When the index is said to be built, in seconds since 1970, so that two builds"
                            + " of the same are the same (default: $SOURCE_DATE_EPOCH, else now).")
    private Optional<Long> created = Optional.empty();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Manifest manifest =
                Importer.run(
                        new ImportRequest(
                                inputs,
                                output,
                                badLineShare,
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
                        : ", %,d bad lines skipped".formatted(manifest.skippedLines()));
        return 0;
    }
}
