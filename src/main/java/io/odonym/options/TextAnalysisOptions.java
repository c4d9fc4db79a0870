package io.odonym.options;

import io.odonym.text.Synonyms;
import io.odonym.text.TextAnalysis;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The options of the text analysis. An index must be searched with those it was built with. */
public final class TextAnalysisOptions {

    @Option(
            names = "--synonyms",
            paramLabel = "FILE",
            description =
                    "A file of additional synonyms, one \"word, word => replacement\" per line;"
                            + " repeatable. Search an index with the synonyms that it was built"
                            + " with.")
    private List<Path> synonyms = List.of();

    /** Creates the options with their default values; picocli sets the given ones. */
    public TextAnalysisOptions() {}

    /** Returns the synonym files, in the order of the command line. */
    public List<Path> synonyms() {
        return synonyms;
    }

    /**
     * Reads the synonym files and returns a text analysis with the standard and these synonyms.
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

    /** Returns command-line arguments that produce these options. */
    public List<String> arguments() {
        return synonyms.stream().flatMap(file -> Stream.of("--synonyms", file.toString())).toList();
    }
}
