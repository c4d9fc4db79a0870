package io.odonym.index.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.AddressIndex;
import io.odonym.index.store.DataDate;
import io.odonym.index.store.IndexManifest;
import io.odonym.source.BadLine;
import io.odonym.source.SourceException;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ImporterTest {

    private static final TextAnalysis TEXT = TextAnalysis.standard();

    @TempDir private Path folder;

    private static String line(int i) {
        return "{\"id\":\""
                + i
                + "\",\"type\":\"street\",\"name\":\"Rue "
                + i
                + "\",\"lat\":48.5,\"lon\":2.5,\"housenumbers\":{\"1\":{\"lat\":48.5,\"lon\":2.5}}}\n";
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(ImporterTest::line).collect(Collectors.joining());
    }

    private IndexManifest run(double share, ImportListener listener, Path... inputs)
            throws Exception {
        return Importer.run(
                new ImportRequest(List.of(inputs), folder.resolve("index"), share, 2),
                TEXT,
                listener);
    }

    private static final class RecordingListener implements ImportListener {
        final List<String> notes = new CopyOnWriteArrayList<>();
        final List<BadLine> bad = new CopyOnWriteArrayList<>();
        final List<Long> bytes = new CopyOnWriteArrayList<>();
        boolean mergeStarted;

        @Override
        public void onProgress(long documents, long houseNumbers, long bytesRead, long all) {
            bytes.add(bytesRead);
            assertThat(bytesRead).isLessThanOrEqualTo(all);
        }

        @Override
        public void onMerge() {
            mergeStarted = true;
        }

        @Override
        public void onBadLine(BadLine line) {
            bad.add(line);
        }

        @Override
        public void onNote(String note) {
            notes.add(note);
        }
    }

    @Test
    void reportsIdentifiersOfSeveralPlaces() throws Exception {
        Path one = Files.writeString(folder.resolve("one.ndjson"), line(1) + line(2));
        Path two = Files.writeString(folder.resolve("two.ndjson"), line(2) + line(3));
        RecordingListener listener = new RecordingListener();
        assertThat(run(0, listener, one, two).documents()).isEqualTo(4);
        assertThat(listener.notes)
                .singleElement()
                .asString()
                .matches(
                        "1 places have the identifier of another place, and all are kept:"
                                + " \\S+");
        run(0, listener, one);
        assertThat(listener.notes).hasSize(1);
    }

    @Test
    void importsSeveralFiles() throws Exception {
        Path one = Files.writeString(folder.resolve("one.ndjson"), lines(300));
        Path two = Files.writeString(folder.resolve("two.ndjson"), line(300) + line(301));
        RecordingListener listener = new RecordingListener();
        IndexManifest manifest = run(0.01, listener, one, two);
        assertThat(manifest.documents()).isEqualTo(302);
        assertThat(manifest.houseNumbers()).isEqualTo(302);
        assertThat(manifest.sources()).containsExactly("one.ndjson", "two.ndjson");
        assertThat(manifest.skippedLines()).isZero();
        assertThat(manifest.dataDate()).as("no file names a date").isEqualTo(DataDate.UNKNOWN);
        assertThat(listener.mergeStarted).isTrue();
        assertThat(listener.bytes.getLast()).isEqualTo(Files.size(one) + Files.size(two));
    }

    @Test
    void skipsAndReportsBadLines() throws Exception {
        Path some =
                Files.writeString(
                        folder.resolve("some.ndjson"),
                        lines(199) + "{\"id\":\"x\",\"lat\":1,\"lon\":1}\n" + "nonsense\n");
        RecordingListener listener = new RecordingListener();
        IndexManifest manifest = run(0.01, listener, some);
        assertThat(manifest.documents()).isEqualTo(199);
        assertThat(manifest.skippedLines()).isEqualTo(2);
        assertThat(listener.bad)
                .extracting(BadLine::toString)
                .anyMatch(line -> line.endsWith("some.ndjson, line 200: name must not be null"))
                .anyMatch(line -> line.contains("some.ndjson, line 201: malformed JSON"));
    }

    @Test
    void keepsTheIndexIfTooManyLinesAreBad() throws Exception {
        run(0.01, ImportListener.NO_OP, Files.writeString(folder.resolve("good.ndjson"), lines(5)));
        Path bad =
                Files.writeString(
                        folder.resolve("bad.ndjson"), lines(1079) + "nonsense\n".repeat(21));
        assertThatThrownBy(() -> run(0.01, ImportListener.NO_OP, bad))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "21 of 1,100 lines are invalid, more than 1 %; first error: ")
                .hasMessageContaining("bad.ndjson, line 1080: malformed JSON");
        assertThat(AddressIndex.manifest(folder.resolve("index")).documents()).isEqualTo(5);
        assertThat(run(0.02, ImportListener.NO_OP, bad).documents()).isEqualTo(1079);
    }

    @Test
    void permitsAFewBadLinesInASmallFile() throws Exception {
        Path village =
                Files.writeString(
                        folder.resolve("village.ndjson"), lines(4) + "nonsense\n".repeat(20));
        assertThat(run(0.01, ImportListener.NO_OP, village).documents()).isEqualTo(4);
        assertThatThrownBy(() -> run(0, ImportListener.NO_OP, village))
                .hasMessageStartingWith("20 of 24 lines are invalid, more than 0 %");
    }

    /** The date of the data: that of the option, the rows, DATA-DATE or the name, in this order. */
    @ParameterizedTest
    @CsvSource({
        "a.csv, '', '', '', unknown",
        "adresses-2026-10-01.csv, '', '', '', 2026-10-01 (from the file names)",
        "bal-20261001.csv, '', '', '', 2026-10-01 (from the file names)",
        "bal-20261399-75118.csv, '', '', '', unknown",
        "adresses-2026-10-01.csv, 2026-09-30, '', '', 2026-09-30 (from the file DATA-DATE)",
        "adresses-2026-10-01.csv, 2026-09-30, 2026-08-15, '', 2026-08-15 (from the rows)",
        "adresses-2026-10-01.csv, 2026-09-30, 2026-08-15, 2025-01-01, 2025-01-01 (from"
                + " --data-date)",
    })
    void findsTheDateOfTheData(
            String name, String dateFile, String rowDate, String option, String description)
            throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(
                data.resolve(name),
                "commune_insee;commune_nom;toponyme;numero;long;lat;date_der_maj\n"
                        + "01001;L'Abergement-Clémenciat;Rue Haute;1;4.93;46.15;2020-01-01\n"
                                .replace("2020-01-01", rowDate)
                        + "01001;L'Abergement-Clémenciat;Rue Haute;2;4.93;46.15;\n");
        if (!dateFile.isEmpty()) {
            Files.writeString(data.resolve("DATA-DATE"), dateFile + "\n");
        }
        IndexManifest manifest =
                Importer.run(
                        new ImportRequest(
                                List.of(data),
                                folder.resolve("index"),
                                0,
                                1,
                                option.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(LocalDate.parse(option)),
                                Optional.empty(),
                                Optional.empty()),
                        TEXT,
                        ImportListener.NO_OP);
        assertThat(manifest.dataDate().description()).isEqualTo(description);
        assertThat(AddressIndex.manifest(folder.resolve("index")).dataDate())
                .isEqualTo(manifest.dataDate());
    }

    @Test
    void keepsTheIndexIfAnInputIsUnreadable() throws Exception {
        run(0.01, ImportListener.NO_OP, Files.writeString(folder.resolve("good.ndjson"), lines(5)));
        Path good = Files.writeString(folder.resolve("more.ndjson"), lines(50));
        Path other = Files.writeString(folder.resolve("other.csv"), "a;b\n1;2\n");
        assertThatThrownBy(() -> run(0.01, ImportListener.NO_OP, good, other))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("other.csv has an unknown format");
        assertThat(AddressIndex.manifest(folder.resolve("index")).documents()).isEqualTo(5);
        try (var inside = Files.list(folder.resolve("index"))) {
            assertThat(inside).as("the index and the lock file").hasSize(3);
        }
    }
}
