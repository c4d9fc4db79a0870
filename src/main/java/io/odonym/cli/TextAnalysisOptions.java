package io.odonym.cli;

import io.odonym.text.Synonyms;
import io.odonym.text.TextAnalysis;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The options of the text analysis, the same for building an index and for searching it. */
final class TextAnalysisOptions {

    @Option(
            names = "--synonyms",
            paramLabel = "FILE",
            description =
                    "More synonyms, \"word, word => replacement\" a line; may be given several"
                            + " times. An index is searched with the synonyms it was built with.")
    private List<Path> synonyms = List.of();

    /** The analysis with these synonyms. */
    TextAnalysis analysis() throws IOException {
        Synonyms all = Synonyms.standard();
        for (Path file : synonyms) {
            all = all.with(file);
        }
        return TextAnalysis.with(all);
    }

    /** The options as they were given. */
    List<String> arguments() {
        return synonyms.stream().flatMap(file -> Stream.of("--synonyms", file.toString())).toList();
    }
}
