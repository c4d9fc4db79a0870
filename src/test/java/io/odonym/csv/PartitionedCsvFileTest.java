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

/** Checks that the partitions of a file contain all of its rows in order. */
class PartitionedCsvFileTest {

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

    private static List<List<String>> readPartitions(
            ReopenableCsvInput source, PartitionedCsvFile table, CsvRequest request)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        long firstRow = 0;
        for (PartitionedCsvFile.Partition partition : table.partitions()) {
            assertThat(partition.firstRow()).isEqualTo(firstRow);
            firstRow += partition.rowCount();
            try (PartitionedCsvFile.PartitionReader reader =
                    table.open(source, request, partition)) {
                reader.forEachRemaining(rows::add);
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
    void everyRowIsInOnePartition() {
        RandomTrials.check(random -> checkPartitions(table(random), random.between(1, 60)));
    }

    private static void checkPartitions(List<List<String>> rows, int size) throws IOException {
        for (String encoding : List.of("utf-8-sig", "latin-1", "utf-16", "utf-16-be")) {
            PythonEncoding pythonEncoding = PythonEncoding.of(encoding);
            StringBuilder text = new StringBuilder();
            PythonCsvWriter writer = new PythonCsvWriter(new CsvDialect(';', '"', false), false);
            List<String> header =
                    List.of("n", "adresse", "c", "d").subList(0, rows.getFirst().size());
            writer.write(header.toArray(String[]::new), text);
            rows.forEach(row -> writer.write(row.toArray(String[]::new), text));
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            file.write(pythonEncoding.byteOrderMark());
            file.write(pythonEncoding.encode(text));
            ReopenableCsvInput source = () -> new ByteArrayInputStream(file.toByteArray());
            CsvRequest request = request(encoding, ';');

            PartitionedCsvFile table = PartitionedCsvFile.read(source, request, size);

            assertThat(table.columns()).isEqualTo(header);
            assertThat(table.rowCount()).isEqualTo(rows.size());
            assertThat(readPartitions(source, table, request)).isEqualTo(rows);
        }
    }

    @Test
    void partitionsFilesWithSpacesAfterDelimiters() throws IOException {
        byte[] file = "a, b\n1, \"x\ny\"\n\n2, z\n3, é\n".getBytes(StandardCharsets.UTF_8);
        ReopenableCsvInput source = () -> new ByteArrayInputStream(file);
        PartitionedCsvFile table = PartitionedCsvFile.read(source, request("utf-8", ','), 1);
        assertThat(table.partitions()).hasSize(3);
        assertThat(readPartitions(source, table, request("utf-8", ',')))
                .containsExactly(List.of("1", "x\ny"), List.of("2", "z"), List.of("3", "é"));
    }

    @Test
    void headerOnlyFileHasOneEmptyPartition() throws IOException {
        ReopenableCsvInput source =
                () -> new ByteArrayInputStream("a;b\n".getBytes(StandardCharsets.UTF_8));
        PartitionedCsvFile table = PartitionedCsvFile.read(source, request("utf-8", ';'), 10);
        assertThat(table.partitions()).containsExactly(new PartitionedCsvFile.Partition(0, 0, 0));
        assertThat(readPartitions(source, table, request("utf-8", ';'))).isEmpty();
    }

    @Test
    void rejectsInvalidBytesWhilePartitioning() {
        byte[] file = "a;b\n1;2\n3;\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(
                        () ->
                                PartitionedCsvFile.read(
                                        () -> new ByteArrayInputStream(file),
                                        request("utf-8", ';'),
                                        10))
                .isInstanceOf(CsvException.class)
                .hasMessageContaining("Unable to decode");
    }
}
