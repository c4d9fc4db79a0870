package io.odonym.cli;

import io.odonym.configuration.DataOptions;
import io.odonym.options.TextAnalysisOptions;

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
                    "The folder of the index (default: the index of ODONYM_DATA or of the data"
                            + " folder of the user, which \"odonym update\" builds; otherwise, an"
                            + " index that is built automatically from the folder index-data).")
    private Optional<Path> index = Optional.empty();

    /**
     * Returns the directory of the index. If neither the option nor the configuration names a
     * directory, returns the default index, and builds it first if it is missing or stale.
     *
     * @param configured the directory in the configuration, used if the option is not set
     * @param data the data folder, whose index is the default
     * @param text the text analysis with which the index must have been built
     */
    Path resolve(Optional<Path> configured, DataOptions data, TextAnalysisOptions text)
            throws IOException, InterruptedException {
        Optional<Path> given = index.or(() -> configured);
        return given.isPresent() ? given.get() : DefaultIndex.buildIfStale(data, text);
    }

    /** Like {@link #resolve(Optional, DataOptions, TextAnalysisOptions)}, for the environment. */
    Path resolve(TextAnalysisOptions text) throws IOException, InterruptedException {
        return resolve(Optional.empty(), DataOptions.ofEnvironment(System.getenv()), text);
    }
}
