package io.odonym.cli;

import io.odonym.text.TextAnalysis;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which index a command answers from. */
final class IndexOption {

    @Option(
            names = "--index",
            paramLabel = "DIR",
            description =
                    "The folder of the index (default: one built from index-data at the first"
                            + " start).")
    private Optional<Path> index = Optional.empty();

    /**
     * The folder of the index, up to date where it is our own.
     *
     * @param configured what the configuration says, for want of the option
     */
    Path folder(Optional<Path> configured, TextAnalysis text)
            throws IOException, InterruptedException {
        Optional<Path> chosen = index.or(() -> configured);
        return chosen.isPresent() ? chosen.get() : DefaultIndex.ready(text);
    }
}
