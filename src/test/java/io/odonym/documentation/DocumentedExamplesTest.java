package io.odonym.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.documentation.Markdown.CodeBlock;
import io.odonym.http.IndexedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs every {@code console} block of the documents on index-data and compares the output with the
 * output that the document shows.
 */
class DocumentedExamplesTest {

    /** Info strings of code blocks that no test runs, because they need more than this project. */
    private static final Set<String> NOT_RUN = Set.of("sh", "python", "java", "json", "text");

    /** The document whose {@code bash} blocks {@code docs/follow} runs in a fresh clone. */
    private static final Path FOLLOWED = Path.of("docs/operations.md");

    /** The document whose blocks {@link ReverseProxyTest} runs. */
    private static final Path PROXIES = Path.of("docs/reverse-proxy.md");

    @TempDir private static Path folder;
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = IndexedServer.overIndexData();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static List<Path> documents() throws IOException {
        return Markdown.documents();
    }

    static List<Path> documentsWithExamples() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path document : Markdown.documents()) {
            if (Markdown.codeBlocks(document).stream()
                    .anyMatch(block -> block.info().equals("console"))) {
                found.add(document);
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("documentsWithExamples")
    void examplesPrintWhatTheDocumentShows(Path document) throws Exception {
        Path files = Files.createTempDirectory(folder, "files");
        try (ConsoleSession session =
                new ConsoleSession(server.port(), IndexedServer.indexData(), files)) {
            for (CodeBlock block : Markdown.codeBlocks(document)) {
                if (!block.info().equals("console")) {
                    continue;
                }
                for (ConsoleExample example : ConsoleExample.of(block)) {
                    String actual = session.run(example);
                    assertThat(ShownOutput.matches(example.output(), actual))
                            .as(
                                    "%s%nshown: %s%nprinted: %s",
                                    example.source(), example.output(), actual)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void codeBlocksSayWhetherTheyAreRun(Path document) throws IOException {
        for (CodeBlock block : Markdown.codeBlocks(document)) {
            if (block.info().equals("console")) {
                continue;
            }
            if (document.equals(FOLLOWED)) {
                assertThat(block.info()).as("%s", block).matches("bash( \\w+)?|sh|text|json");
            } else if (document.equals(PROXIES)) {
                assertThat(block.info()).as("%s", block).isIn("nginx", "haproxy", "text");
            } else {
                assertThat(NOT_RUN).as("%s", block).contains(block.info());
            }
            assertThat(block.lines())
                    .as("%s: commands with output belong into a console block", block)
                    .noneMatch(line -> line.startsWith("$ "));
        }
        List<String> indented =
                Markdown.prose(document).stream().filter(line -> line.startsWith("    ")).toList();
        assertThat(indented).as("indented code in %s, use a fence", document).isEmpty();
    }

    @Test
    void readmesHaveExamples() throws IOException {
        assertThat(documentsWithExamples()).contains(Path.of("README.md"), Path.of("README.fr.md"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a": 1}                  | {"a":1.0}        | true
                    {"a": 1}                  | {"a":1,"b":2}    | false
                    {"a": 1, "…": "…"}        | {"b":2,"a":1}    | true
                    {"a": 1, "…": "…"}        | {"b":2}          | false
                    [1, "…"]                  | [1,2,3]          | true
                    [2, "…"]                  | [1,2,3]          | false
                    {"a": {"b": null}}        | {"a":{"b":0}}    | false
                    score … label             | score  9  label  | true
                    score … label             | score  9  lapel  | false
                    """)
    void comparesJsonByValueAndTextByLine(String shown, String actual, boolean same) {
        assertThat(ShownOutput.matches(shown, actual)).isEqualTo(same);
    }

    @Test
    void aLineOfOmissionStandsForAnyNumberOfLines() {
        assertThat(ShownOutput.matches("a\n…\nz", "a\nz\n")).isTrue();
        assertThat(ShownOutput.matches("a\n…\nz", "a\nb\nc\nz\n")).isTrue();
        assertThat(ShownOutput.matches("a\n…\nz", "a\nb\nc\n")).isFalse();
    }
}
