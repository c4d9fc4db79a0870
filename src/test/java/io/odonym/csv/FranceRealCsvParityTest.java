package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Compares geocoded files with those of addok on 1.4 million real house numbers. Skipped if the
 * data is absent. A few rows may differ, because addok breaks ties at random.
 */
@Tag("parity")
class FranceRealCsvParityTest {

    private static final Path DATA = Path.of("../shared/data");
    private static final double MIN_SHARE_OF_EQUAL_ROWS = 0.998;

    @TempDir private Path folder;

    private static byte[] unpack(String name) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(
                        Files.newInputStream(DATA.resolve("golden/" + name + ".csv.gz")))) {
            return in.readAllBytes();
        }
    }

    private static List<List<String>> rows(byte[] file, char delimiter) throws IOException {
        String text = new String(file, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        assertThat(text.replace("\r\n", "")).doesNotContain("\n");
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(text.substring(1))) {
            return reader.stream().map(CsvRecord::getFields).toList();
        }
    }

    /** Removes a cell. Used for result_street, which addok leaves empty. */
    private static List<String> without(List<String> row, int column) {
        List<String> others = new ArrayList<>(row);
        others.remove(column);
        return others;
    }

    private static void compare(
            CsvGeocoder geocoder, String kind, CsvRequest request, char delimiter)
            throws IOException {
        byte[] in = unpack("csv-" + kind + "-in");
        byte[][] outputs = new byte[2][];
        for (int i = 0; i < outputs.length; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PreparedCsvGeocoding task =
                    geocoder.prepare(() -> new ByteArrayInputStream(in), request);
            task.run(out, _ -> {});
            outputs[i] = out.toByteArray();
        }
        assertThat(outputs[0]).isEqualTo(outputs[1]);
        List<List<String>> ours = rows(outputs[0], delimiter);
        List<List<String>> theirs = rows(unpack("csv-" + kind + "-out"), delimiter);
        assertThat(ours).hasSameSizeAs(theirs);
        assertThat(ours.getFirst()).isEqualTo(theirs.getFirst());
        int street = ours.getFirst().indexOf("result_street");
        int same = 0;
        for (int i = 1; i < ours.size(); i++) {
            same += without(ours.get(i), street).equals(without(theirs.get(i), street)) ? 1 : 0;
        }
        System.out.printf("csv %s: %d of %d rows the same%n", kind, same, ours.size() - 1);
        assertThat((double) same / (ours.size() - 1))
                .as(kind)
                .isGreaterThanOrEqualTo(MIN_SHARE_OF_EQUAL_ROWS);
    }

    @Test
    void givesTheSameFilesAsAddok() throws Exception {
        Path input = DATA.resolve("france-real.ndjson.gz");
        assumeTrue(Files.exists(input), "../shared/data is absent");
        Path index = folder.resolve("index");
        Importer.run(
                new ImportRequest(List.of(input), index, 0, 2),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        CsvRequest search =
                new CsvRequest(
                        CsvRequest.Kind.SEARCH,
                        List.of("adresse"),
                        CsvRequest.DEFAULT_ENCODING,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        CsvRequest.DEFAULT_MINIMUM_SCORE,
                        Optional.of("latitude_connue"),
                        Optional.of("longitude_connue"),
                        Map.of(),
                        List.of(),
                        false,
                        false);
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(index);
                CsvGeocoder csvGeocoder =
                        new CsvGeocoder(
                                geocoder,
                                Telemetry.local(),
                                new CsvGeocoderOptions(10_000, false, " ", 2))) {
            compare(csvGeocoder, "search", search, ';');
            compare(csvGeocoder, "reverse", CsvRequest.withDefaults(CsvRequest.Kind.REVERSE), ',');
        }
    }
}
