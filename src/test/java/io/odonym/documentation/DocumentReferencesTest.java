package io.odonym.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links, class names, packages and scripts that the documents mention exist. */
class DocumentReferencesTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");
    private static final Pattern CLASS = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})(?:\\.\\w+)?`");
    private static final Pattern SCRIPT = Pattern.compile("\\b(benchmarks/\\w+\\.py)\\b");

    static List<Path> documents() throws IOException {
        return Markdown.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadToExistingFilesAndHeadings(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String target : matches(LINK, String.join("\n", Markdown.prose(document)))) {
            String[] parts = target.split("#", 2);
            Path folder = document.toAbsolutePath().getParent();
            Path file = parts[0].isEmpty() ? document : folder.resolve(parts[0]).normalize();
            if (Files.notExists(file) || parts.length > 1 && !anchors(file).contains(parts[1])) {
                broken.add(target);
            }
        }
        assertThat(broken).as("broken links in %s", document).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void scriptsExist(Path document) throws IOException {
        assertThat(matches(SCRIPT, Files.readString(document)))
                .allSatisfy(script -> assertThat(Path.of(script)).exists());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/architecture.md", "docs/quality.md", "CONTRIBUTING.md"})
    void classesExist(Path document) throws IOException {
        Set<String> classes = new HashSet<>();
        for (String root : List.of("src/main/java", "src/test/java", "benchmarks/src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(classes::add);
            }
        }
        assertThat(classes).containsAll(matches(CLASS, Files.readString(document)));
    }

    @Test
    void architectureListsEveryPackage() throws IOException {
        Path root = Path.of("src/main/java/io/odonym");
        List<String> packages;
        try (Stream<Path> files = Files.walk(root)) {
            packages =
                    files.filter(file -> file.endsWith("package-info.java"))
                            .map(file -> root.relativize(file.getParent()).toString())
                            .map(name -> name.replace('/', '.'))
                            .toList();
        }
        assertThat(
                        matches(
                                Pattern.compile("(?m)^\\| `([a-z.]+)` \\| [^|]+ \\| [^|]*\\|$"),
                                section("docs/architecture.md", "## Packages")))
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void designIndexListsEveryPage() throws IOException {
        Path index = Path.of("docs/design/README.md");
        List<String> pages;
        try (Stream<Path> files = Files.list(index.getParent())) {
            pages =
                    files.filter(file -> !file.equals(index))
                            .map(file -> file.getFileName().toString())
                            .toList();
        }
        assertThat(matches(LINK, Files.readString(index))).contains(pages.toArray(String[]::new));
    }

    private static String section(String file, String heading) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
    }

    /** The anchors that GitHub gives to the headings of a document. */
    private static Set<String> anchors(Path file) throws IOException {
        return Markdown.prose(file).stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
