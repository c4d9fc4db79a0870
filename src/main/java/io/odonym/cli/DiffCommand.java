package io.odonym.cli;

import io.odonym.source.BadLine;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code odonym diff}. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Writes what has changed between two exports, as documents with addok's _action,"
                        + " for \"odonym apply\" and \"addok batch\".")
final class DiffCommand implements Callable<Integer> {

    /** How many bad lines are told one by one. */
    private static final int TOLD = 20;

    private static final int BUFFER = 1 << 16;

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "The export of before: a file or a folder, plain or gzip.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The export of now.")
    private Path after;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where to write it (default: standard output).")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--bad-lines",
            defaultValue = "0.01",
            paramLabel = "SHARE",
            description = "A larger share of bad lines fails (default: ${DEFAULT-VALUE}).")
    private double badLineShare;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<SourceFile> old = SourceFile.find(List.of(before));
        List<SourceFile> now = SourceFile.find(List.of(after));
        if (output.isEmpty()) {
            PrintStream out = System.out;
            write(old, now, out);
            if (out.checkError()) {
                throw new IOException("standard output cannot be written");
            }
            return 0;
        }
        Path aside = output.get().resolveSibling(output.get().getFileName() + ".part");
        try {
            try (OutputStream file = Files.newOutputStream(aside)) {
                write(old, now, file);
            }
            Files.move(aside, output.get(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
        return 0;
    }

    private void write(List<SourceFile> old, List<SourceFile> now, OutputStream target)
            throws IOException, InterruptedException {
        AtomicInteger told = new AtomicInteger();
        OutputStream out = new BufferedOutputStream(target, BUFFER);
        ExportDiff.Counts counts =
                ExportDiff.write(
                        old,
                        now,
                        out,
                        (BadLine line) -> {
                            if (told.incrementAndGet() <= TOLD) {
                                System.err.println("skipped " + line);
                            }
                        });
        out.flush();
        if (counts.badLines() > badLineShare * (counts.documents() + counts.badLines())) {
            throw new SourceException(
                    "%,d lines are bad, too many of %,d"
                            .formatted(counts.badLines(), counts.documents() + counts.badLines()));
        }
        System.err.printf(
                "%,d new, %,d changed, %,d deleted, %,d the same%s%n",
                counts.added(),
                counts.changed(),
                counts.deleted(),
                counts.unchanged(),
                counts.badLines() == 0
                        ? ""
                        : ", %,d bad lines skipped".formatted(counts.badLines()));
    }
}
