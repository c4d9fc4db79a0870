package io.odonym.cli;

import io.odonym.index.store.IndexArchive;
import io.odonym.index.store.Manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code odonym package}. */
@Command(
        name = "package",
        mixinStandardHelpOptions = true,
        description =
                "Packs an index into one file, for machines that fetch it: a job on Apache Spark"
                        + " (--index ARCHIVE), or servers that unpack it.")
final class PackageCommand implements Callable<Integer> {

    private static final double MEGABYTE = 1e6;
    private static final double NANOSECONDS = 1e9;

    @Parameters(index = "0", paramLabel = "INDEX", description = "The folder of the index.")
    private Path index;

    @Parameters(
            index = "1",
            paramLabel = "ARCHIVE",
            description = "The archive: its name ends in .tar.zst, .zip, .tar.gz, .tgz or .tar.")
    private Path archive;

    @Option(names = "--quiet", description = "Shows no progress.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        boolean terminal = System.console() != null && System.console().isTerminal();
        Manifest manifest =
                IndexArchive.pack(
                        index,
                        archive,
                        read -> {
                            if (!quiet && terminal) {
                                System.err.printf("\r%,.0f MB read", read / MEGABYTE);
                            }
                        });
        if (!quiet) {
            System.err.printf(
                    "%s%s: %,d documents, %,.1f MB of index in %,.1f MB, in %.1f s%n",
                    terminal ? "\r" : "",
                    archive,
                    manifest.documents(),
                    manifest.totalBytes() / MEGABYTE,
                    Files.size(archive) / MEGABYTE,
                    (System.nanoTime() - start) / NANOSECONDS);
        }
        return 0;
    }
}
