package io.odonym.options;

import io.odonym.text.Synonyms;
import io.odonym.text.TextAnalysis;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Options of the text analysis. An index must be searched with the options that it was built with.
 */
public final class TextAnalysisOptions {

    @Option(
            names = "--synonyms",
            paramLabel = "FILE",
            description =
                    "A file of additional synonyms, one \"word, word => replacement\" per line;"
                        + " repeatable. Use the same synonyms to build an index and to search it.")
    private List<Path> synonyms = List.of();

    /**
     * Creates options with default values. picocli then sets the options given on the command line.
     */
    public TextAnalysisOptions() {}

    /** Returns the synonym files in command-line order. */
    public List<Path> synonyms() {
        return synonyms;
    }

    /**
     * Reads the synonym files, and returns a text analysis with their synonyms and the standard
     * synonyms.
     *
     * @throws IOException if a synonym file cannot be read
     */
    public TextAnalysis analysis() throws IOException {
        Synonyms all = Synonyms.standard();
        for (Path file : synonyms) {
            all = all.with(file);
        }
        return TextAnalysis.with(all);
    }

    /** Returns the command-line arguments that set these options. */
    public List<String> arguments() {
        return synonyms.stream().flatMap(file -> Stream.of("--synonyms", file.toString())).toList();
    }
}
