package io.odonym.cli;

import io.odonym.text.TextAnalysis;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The option {@code --index} of commands that search an index. */
final class IndexOption {

    @Option(
            names = "--index",
            paramLabel = "DIR",
            description =
                    "The folder of the index (default: an index that the first start builds from"
                            + " the folder index-data).")
    private Optional<Path> index = Optional.empty();

    /**
     * Returns the directory of the index. Builds the default index if no directory is given and it
     * is missing or stale.
     *
     * @param configured the directory in the configuration, which applies without the option
     * @param text the text analysis that the index must have been built with
     */
    Path resolve(Optional<Path> configured, TextAnalysis text)
            throws IOException, InterruptedException {
        Optional<Path> given = index.or(() -> configured);
        return given.isPresent() ? given.get() : DefaultIndex.buildIfStale(text);
    }
}
