package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.testing.RandomTrials;
import io.odonym.testing.RandomValues;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file's parts hold its rows, each once and in their order, wherever ends of lines stand. */
class PartitionedCsvTest {

    private static CsvRequest request(String encoding, char delimiter) {
        return new CsvRequest(
                CsvRequest.Kind.SEARCH,
                List.of(),
                encoding,
                Optional.of(delimiter),
                Optional.empty(),
                false,
                0.5,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                false,
                false);
    }

    private static List<List<String>> parts(
            CsvSource source, PartitionedCsv table, CsvRequest request) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        long before = 0;
        for (PartitionedCsv.Part part : table.parts()) {
            assertThat(part.first()).isEqualTo(before);
            before += part.rows();
            try (PartitionedCsv.PartRows within = table.open(source, request, part)) {
                within.forEachRemaining(rows::add);
            }
        }
        return rows;
    }

    private static List<List<String>> table(RandomValues random) {
        int columns = random.between(2, 4);
        return random.list(
                1,
                20,
                () -> random.list(columns, columns, () -> random.text("ab;,\"' \n\té#", 0, 8)));
    }

    @Test
    void everyRowIsInOnePart() {
        RandomTrials.check(random -> checkParts(table(random), random.between(1, 60)));
    }

    private static void checkParts(List<List<String>> rows, int size) throws IOException {
        for (String encoding : List.of("utf-8-sig", "latin-1", "utf-16", "utf-16-be")) {
            TextEncoding written = TextEncoding.of(encoding);
            StringBuilder text = new StringBuilder();
            PythonCsvWriter writer = new PythonCsvWriter(new CsvDialect(';', '"', false), false);
            List<String> header =
                    List.of("n", "adresse", "c", "d").subList(0, rows.getFirst().size());
            writer.write(header.toArray(String[]::new), text);
            rows.forEach(row -> writer.write(row.toArray(String[]::new), text));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(written.start());
            file.write(written.encode(text));
            CsvSource source = () -> new ByteArrayInputStream(file.toByteArray());
            CsvRequest request = request(encoding, ';');

            PartitionedCsv table = PartitionedCsv.read(source, request, size);

            assertThat(table.names()).isEqualTo(header);
            assertThat(table.rows()).isEqualTo(rows.size());
            assertThat(parts(source, table, request)).isEqualTo(rows);
        }
    }

    @Test
    void cutsWhereSpacesFollowDelimiters() throws IOException {
        byte[] file = "a, b\n1, \"x\ny\"\n\n2, z\n3, é\n".getBytes(StandardCharsets.UTF_8);
        CsvSource source = () -> new ByteArrayInputStream(file);
        PartitionedCsv table = PartitionedCsv.read(source, request("utf-8", ','), 1);
        assertThat(table.parts()).hasSize(3);
        assertThat(parts(source, table, request("utf-8", ',')))
                .containsExactly(List.of("1", "x\ny"), List.of("2", "z"), List.of("3", "é"));
    }

    @Test
    void aHeaderAloneIsOneEmptyPart() throws IOException {
        CsvSource source = () -> new ByteArrayInputStream("a;b\n".getBytes(StandardCharsets.UTF_8));
        PartitionedCsv table = PartitionedCsv.read(source, request("utf-8", ';'), 10);
        assertThat(table.parts()).containsExactly(new PartitionedCsv.Part(0, 0, 0));
        assertThat(parts(source, table, request("utf-8", ';'))).isEmpty();
    }

    @Test
    void tellsOfBytesThatAreNoCharactersBeforeAnyRow() {
        byte[] file = "a;b\n1;2\n3;\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(
                        () ->
                                PartitionedCsv.read(
                                        () -> new ByteArrayInputStream(file),
                                        request("utf-8", ';'),
                                        10))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("Unable to decode");
    }
}
