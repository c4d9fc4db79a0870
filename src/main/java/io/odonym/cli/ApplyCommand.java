package io.odonym.cli;

import io.odonym.index.AddressIndex;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.Manifest;

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

/** {@code odonym apply}. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Builds an index out of another one and of what has changed since: documents whose"
                        + " _action is \"update\" (or \"index\") take the place of those with their"
                        + " id, \"delete\" takes them out, and those without an _action are added."
                        + " Its answers are those of an index built of the new data as a whole. The"
                        + " old index stays in use until the new one is complete, in its own folder"
                        + " too.")
final class ApplyCommand implements Callable<Integer> {

    @Option(
            names = "--index",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the index to begin with.")
    private Path index;

    @Option(
            names = "--changes",
            required = true,
            arity = "1..*",
            paramLabel = "FILE|DIR",
            description =
                    "What has changed, in the order in which it did, plain or gzip; \"odonym diff\""
                            + " writes such files.")
    private List<Path> changes;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "The folder of the new index (default: that of the old one).")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--bad-lines",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description =
                    "A larger share of bad lines among the changes fails (default:"
                            + " ${DEFAULT-VALUE}).")
    private double badLineShare;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads read and index (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--data-date",
            paramLabel = "YYYY-MM-DD",
            description = "Of what day the data are (default: that of the newest file).")
    private Optional<LocalDate> dataDate = Optional.empty();

    @Mixin private TextAnalysisOptions text = new TextAnalysisOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path target = output.orElse(index).toAbsolutePath();
        // Of a link what it leads to: the index is built in there, and the link stays.
        target = Files.exists(target) ? target.toRealPath() : target;
        List<Path> files = new ArrayList<>();
        for (Path file : changes) {
            // Two exports that are the same differ in nothing.
            if (!Files.isRegularFile(file) || Files.size(file) > 0) {
                files.add(file);
            }
        }
        Manifest manifest =
                Importer.run(
                        new ImportRequest(
                                files,
                                target,
                                badLineShare,
                                threads,
                                files.isEmpty() && dataDate.isEmpty()
                                        ? Optional.of(oldDate())
                                        : dataDate,
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

    private LocalDate oldDate() throws IOException {
        return LocalDate.parse(AddressIndex.manifest(index).dataDate());
    }
}
