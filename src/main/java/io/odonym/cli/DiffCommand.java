package io.odonym.cli;

import io.odonym.files.AtomicFile;
import io.odonym.source.BadLine;
import io.odonym.source.BadLineLimit;
import io.odonym.source.ExportDiff;
import io.odonym.source.SourceException;
import io.odonym.source.SourceFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code odonym diff}: writes the differences between two exports. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Writes the differences between two exports as documents with addok's _action,"
                        + " which \"odonym apply\" and \"addok batch\" can process.")
final class DiffCommand implements Callable<Integer> {

    /** The maximum number of invalid lines to print. */
    private static final int MAX_PRINTED_BAD_LINES = 20;

    private static final int BUFFER_BYTES = 1 << 16;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "The old export: a file or folder, uncompressed or compressed with gzip.")
    private Path oldExport;

    @Parameters(index = "1", paramLabel = "NEW", description = "The new export.")
    private Path newExport;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "The output file (default: standard output).")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--bad-lines",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description =
                    "The maximum share of invalid lines, from 0 to 1 (default: ${DEFAULT-VALUE})."
                            + " If the share is larger, the command fails.")
    private double maxBadLineRatio;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<SourceFile> oldFiles = SourceFile.find(List.of(oldExport));
        List<SourceFile> newFiles = SourceFile.find(List.of(newExport));
        if (output.isEmpty()) {
            PrintStream out = System.out;
            write(oldFiles, newFiles, out);
            if (out.checkError()) {
                throw new IOException("cannot write to standard output");
            }
            return 0;
        }
        try (AtomicFile file = AtomicFile.create(output.get())) {
            write(oldFiles, newFiles, file.newOutputStream());
            file.commit();
        }
        return 0;
    }

    private void write(List<SourceFile> oldFiles, List<SourceFile> newFiles, OutputStream target)
            throws IOException, InterruptedException {
        AtomicInteger badLines = new AtomicInteger();
        OutputStream out = new BufferedOutputStream(target, BUFFER_BYTES);
        ExportDiff.Counts counts =
                ExportDiff.write(
                        oldFiles,
                        newFiles,
                        out,
                        (BadLine line) -> {
                            if (badLines.incrementAndGet() <= MAX_PRINTED_BAD_LINES) {
                                System.err.println("skipped " + line);
                            }
                        });
        out.flush();
        if (new BadLineLimit(maxBadLineRatio).isExceeded(counts.badLines(), counts.lines())) {
            throw new SourceException(
                    "too many invalid lines: %,d of %,d"
                            .formatted(counts.badLines(), counts.lines()));
        }
        System.err.printf(
                "%,d added, %,d changed, %,d deleted, %,d unchanged%s%n",
                counts.added(),
                counts.changed(),
                counts.deleted(),
                counts.unchanged(),
                counts.badLines() == 0
                        ? ""
                        : ", %,d invalid lines skipped".formatted(counts.badLines()));
    }
}
