package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.RandomTrials;
import io.odonym.testing.RandomValues;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class PythonCsvReaderTest {

    private static final PythonEncoding UTF_8 = PythonEncoding.of("utf-8");

    private static List<List<String>> read(String text, CsvDialect dialect) throws IOException {
        List<List<String>> all = new ArrayList<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (PythonCsvReader rows =
                PythonCsvReader.open(() -> new ByteArrayInputStream(bytes), UTF_8, dialect)) {
            while (rows.hasNext()) {
                all.add(rows.next());
            }
        }
        return all;
    }

    /** The expected rows are those of Python's {@code csv.reader}. */
    @Test
    void readsStrayQuotesLikePython() throws IOException {
        CsvDialect dialect = new CsvDialect(';', '"', false);
        assertThat(read("a;b\r\n\r\n1;\"x\"\"y\"\r\n", dialect))
                .containsExactly(List.of("a", "b"), List.of("1", "x\"y"));
        assertThat(read("l'\"eau\";2\n", dialect)).containsExactly(List.of("l'\"eau\"", "2"));
        assertThat(read("\"a\"b;2\n", dialect)).containsExactly(List.of("ab", "2"));
        assertThat(read("#1 rue;2\n1;2;3\n1", dialect))
                .containsExactly(List.of("#1 rue", "2"), List.of("1", "2", "3"), List.of("1"));
        assertThat(read("\"a;b", dialect)).containsExactly(List.of("a;b"));
        // A quote after a closing quote is an ordinary character, and does not join lines.
        assertThat(read("\"12\" rue\"\n3;4\n\"\"0a\"\n\t;\n", dialect))
                .containsExactly(
                        List.of("12 rue\""), List.of("3", "4"), List.of("0a\""), List.of("\t", ""));
    }

    @Test
    void skipsSpacesAfterDelimiters() throws IOException {
        assertThat(read("a, \"b, c\", d\n", new CsvDialect(',', '"', true)))
                .containsExactly(List.of("a", "b, c", "d"));
    }

    private static List<List<String>> table(RandomValues random) {
        int columns = random.between(2, 5);
        return random.list(
                1,
                10,
                () -> random.list(columns, columns, () -> random.text("ab;,\"' \n\té#", 0, 8)));
    }

    @Test
    void readsWrittenRows() {
        RandomTrials.check(500, random -> checkRoundTrip(table(random)));
    }

    private static void checkRoundTrip(List<List<String>> table) throws IOException {
        for (CsvDialect dialect :
                List.of(
                        new CsvDialect(';', '"', false),
                        new CsvDialect(',', '\'', false),
                        new CsvDialect('\t', '"', false))) {
            StringBuilder text = new StringBuilder();
            PythonCsvWriter writer = new PythonCsvWriter(dialect, false);
            table.forEach(row -> writer.write(row.toArray(String[]::new), text));
            assertThat(read(text.toString(), dialect)).isEqualTo(table);
        }
    }
}
