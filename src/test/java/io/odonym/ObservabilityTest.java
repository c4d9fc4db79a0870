package io.odonym;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.Collector;
import io.odonym.collect.Collectors;
import io.odonym.improve.ImprovementRules;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.ProcessMetrics;
import io.odonym.telemetry.RequestPhase;
import io.odonym.telemetry.Telemetry;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of docs/observability.md match the program. */
class ObservabilityTest {

    private static final Path PAGE = Path.of("docs/observability.md");

    /** Returns the cells of the table with this header line, row by row. */
    private static List<List<String>> table(String header, int occurrence) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int at = -1;
        for (int i = 0; i < occurrence; i++) {
            do {
                at++;
            } while (!lines.get(at).equals(header));
        }
        return lines.subList(at + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| ", -1))
                .map(cells -> Arrays.stream(cells).map(cell -> cell.strip()).toList())
                .toList();
    }

    @Test
    void listsEveryPhase() throws IOException {
        assertThat(table("| span | what |", 1))
                .isEqualTo(
                        Arrays.stream(RequestPhase.values())
                                .map(phase -> List.of(code(phase.title()), phase.description()))
                                .toList());
    }

    @Test
    void listsEveryCollectorInItsOrder() throws IOException {
        assertThat(table("| span | what |", 2).stream().map(List::getFirst))
                .isEqualTo(
                        Collectors.ADDOK.stream()
                                .map(Collector::name)
                                .map(ObservabilityTest::code)
                                .toList());
    }

    @Test
    void listsEveryImprovementInItsOrder() throws IOException {
        assertThat(table("| span | what |", 3).stream().map(List::getFirst))
                .isEqualTo(
                        ImprovementRules.phaseNames().stream()
                                .map(ObservabilityTest::code)
                                .toList());
    }

    @Test
    void listsEveryMetricWithItsLabels() throws IOException {
        assertThat(table("| metric | kind | labels | what |", 1))
                .isEqualTo(
                        Arrays.stream(Metric.values())
                                .map(
                                        metric ->
                                                List.of(
                                                        code(metric.exposedName()),
                                                        metric.kind()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT),
                                                        String.join(
                                                                ", ",
                                                                metric.labels().stream()
                                                                        .map(
                                                                                MetricLabelName
                                                                                        ::exposedName)
                                                                        .map(
                                                                                ObservabilityTest
                                                                                        ::code)
                                                                        .toList()),
                                                        metric.description()))
                                .toList());
    }

    @Test
    void listsEveryProcessMetric() throws IOException {
        Set<String> listed =
                Stream.concat(
                                table("| metric | what |", 1).stream(),
                                table("| metric | kind | labels | what |", 1).stream())
                        .map(row -> row.getFirst().replace("`", ""))
                        .collect(java.util.stream.Collectors.toSet());
        try (Telemetry telemetry = Telemetry.local();
                ProcessMetrics _ = ProcessMetrics.bind(telemetry)) {
            assertThat(telemetry.exposition("").text().lines())
                    .filteredOn(line -> line.startsWith("# TYPE "))
                    .extracting(line -> line.split(" ")[2].replaceAll("_max$", ""))
                    .hasSizeGreaterThan(20)
                    .isSubsetOf(listed);
        }
    }

    private static String code(String name) {
        return "`" + name + "`";
    }
}
