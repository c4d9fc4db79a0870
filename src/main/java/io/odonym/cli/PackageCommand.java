package io.odonym.cli;

import io.odonym.index.store.IndexArchive;
import io.odonym.index.store.IndexManifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code odonym package}: packs an index into an archive. */
@Command(
        name = "package",
        mixinStandardHelpOptions = true,
        description =
                "Packs an index into an archive. The Apache Spark job accepts the archive as its"
                        + " --index, and other servers can unpack it.")
final class PackageCommand implements Callable<Integer> {

    private static final double BYTES_PER_MEGABYTE = 1e6;
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    @Parameters(index = "0", paramLabel = "INDEX", description = "The folder of the index.")
    private Path index;

    @Parameters(
            index = "1",
            paramLabel = "ARCHIVE",
            description = "The archive; its name must end in .tar.zst or .zip.")
    private Path archive;

    @Option(names = "--quiet", description = "Do not print progress messages.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        boolean terminal = System.console() != null && System.console().isTerminal();
        IndexManifest manifest =
                IndexArchive.pack(
                        index,
                        archive,
                        bytesRead -> {
                            if (!quiet && terminal) {
                                System.err.printf(
                                        "\r%,.0f MB read", bytesRead / BYTES_PER_MEGABYTE);
                            }
                        });
        if (!quiet) {
            System.err.printf(
                    "%s%s: %,d documents, %,.1f MB packed into %,.1f MB in %.1f s%n",
                    terminal ? "\r" : "",
                    archive,
                    manifest.documents(),
                    manifest.totalBytes() / BYTES_PER_MEGABYTE,
                    Files.size(archive) / BYTES_PER_MEGABYTE,
                    (System.nanoTime() - start) / NANOSECONDS_PER_SECOND);
        }
        return 0;
    }
}
