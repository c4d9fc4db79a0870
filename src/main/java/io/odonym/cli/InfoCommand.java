package io.odonym.cli;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.IndexManifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code odonym info}: describes an index. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Prints the contents and the origin of an index.")
final class InfoCommand implements Callable<Integer> {

    @Option(
            names = "--index",
            required = true,
            paramLabel = "DIR",
            description = "The folder of the index.")
    private Path index;

    @Override
    public Integer call() throws IOException {
        IndexManifest manifest = AddressIndex.manifest(index);
        System.out.printf("documents          %d%n", manifest.documents());
        for (Map.Entry<String, Long> type : manifest.documentsByType().entrySet()) {
            System.out.printf("  %-16s %d%n", type.getKey(), type.getValue());
        }
        System.out.printf("house numbers      %d%n", manifest.houseNumbers());
        System.out.printf("skipped lines      %d%n", manifest.skippedLines());
        System.out.printf("data date          %s%n", manifest.dataDate().description());
        System.out.printf("built              %s%n", manifest.created());
        System.out.printf("sources            %s%n", String.join(", ", manifest.sources()));
        System.out.printf("format             %d%n", manifest.formatVersion());
        System.out.printf("text analysis      %s%n", manifest.analysisVersion());
        System.out.printf("size               %.1f MB%n", manifest.totalBytes() / 1e6);
        return 0;
    }
}
