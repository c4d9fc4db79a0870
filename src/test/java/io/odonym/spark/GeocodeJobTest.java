package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvGeocoderOptions;
import io.odonym.csv.CsvRequest;
import io.odonym.csv.PreparedCsvGeocoding;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.telemetry.Telemetry;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The job in Spark's local mode writes the same bytes as {@code odonym geocode}. */
class GeocodeJobTest {

    @TempDir private static Path folder;
    private static JobFixture fixture;

    @BeforeAll
    static void createFixture() throws Exception {
        fixture = JobFixture.create(folder);
    }

    private static CsvRequest request(CsvRequest.Kind kind) {
        boolean search = kind == CsvRequest.Kind.SEARCH;
        return new CsvRequest(
                kind,
                search ? List.of("adresse") : List.of(),
                CsvRequest.DEFAULT_ENCODING,
                Optional.empty(),
                Optional.empty(),
                false,
                CsvRequest.DEFAULT_MINIMUM_SCORE,
                Optional.of("lat"),
                Optional.of("lon"),
                search ? Map.of("postcode", "cp") : Map.of(),
                List.of("result_label", "result_id", "result_score", "latitude", "result_status")
                        .subList(0, search ? 5 : 2),
                false,
                false);
    }

    /** Returns the output of {@code odonym geocode} or {@code odonym reverse}. */
    private static String commandOutput(CsvRequest request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Telemetry telemetry = Telemetry.local();
                ReloadableGeocoder geocoder = ReloadableGeocoder.open(fixture.index());
                CsvGeocoder csvGeocoder =
                        new CsvGeocoder(
                                geocoder,
                                telemetry,
                                new CsvGeocoderOptions(Long.MAX_VALUE, false, " ", 1));
                PreparedCsvGeocoding task =
                        csvGeocoder.prepare(() -> Files.newInputStream(fixture.input()), request)) {
            task.run(out, _ -> {});
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Concatenates the part files, and keeps only the header of the first one. */
    private static String readParts(Path output) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(output)) {
            for (Path part :
                    files.filter(file -> file.getFileName().toString().startsWith("part-"))
                            .sorted()
                            .toList()) {
                String text = Files.readString(part);
                all.append(all.isEmpty() ? text : text.substring(text.indexOf("\r\n") + 2));
            }
        }
        return all.toString();
    }

    @Test
    void writesTheSameCsvAsTheCommand() throws IOException {
        Path output = folder.resolve("search");
        LocalJob.Outcome outcome =
                LocalJob.run(
                        fixture.arguments(
                                output,
                                "--index",
                                fixture.archive().toString(),
                                "--columns",
                                "adresse",
                                "--filter",
                                "postcode=cp",
                                "--partitions",
                                "7",
                                "--result-columns",
                                "result_label,result_id,result_score,latitude,result_status"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        String expected = commandOutput(request(CsvRequest.Kind.SEARCH));
        assertThat(expected)
                .contains("too-long", "below-min-score", "found", "invalid-coordinates");
        assertThat(readParts(output)).isEqualTo(expected);
        assertThat(outcome.err())
                .contains("rows                                 400  100.00 %")
                .containsPattern("  too-long +57")
                .containsPattern("400 rows in .* rows per core-second\\), [5-9] partitions")
                .contains("the index was copied to 1 node(s)");
    }

    @Test
    void reverseGeocodesAndCompresses() throws IOException {
        Path output = folder.resolve("reverse");
        LocalJob.Outcome outcome =
                LocalJob.run(
                        fixture.arguments(
                                output,
                                "--index",
                                fixture.index().toString(),
                                "--reverse",
                                "--compression",
                                "gzip",
                                "--partitions",
                                "1",
                                "--result-columns",
                                "result_label,result_id"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        Path part;
        try (Stream<Path> files = Files.list(output)) {
            part = files.filter(file -> file.toString().endsWith(".csv.gz")).findFirst().get();
        }
        String text;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(part))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(text.lines().findFirst().orElseThrow())
                .isEqualTo("\uFEFFn;adresse;cp;lat;lon;result_label;result_id;result_status");
        String expected = commandOutput(request(CsvRequest.Kind.REVERSE));
        assertThat(expected).contains("1 Rue Saint-Honoré 75001 Paris");
        assertThat(
                        text.replaceAll(
                                ";(found|not-found|invalid-coordinates|result_status)\r\n", "\r\n"))
                .isEqualTo(expected);
    }

    @Test
    void keepsTheTypesOfParquetColumns() throws IOException {
        Path table = folder.resolve("table");
        Path output = folder.resolve("geocoded");
        try (SparkSession session = fixture.session()) {
            session.sql(
                            "SELECT CAST(1 AS BIGINT) n, 'lille' adresse, 59000 cp,"
                                    + " array(1, 2) more, CAST(NULL AS DOUBLE) latitude UNION ALL"
                                    + " SELECT 2, NULL, NULL, NULL, 7.5")
                    .coalesce(1)
                    .write()
                    .parquet(table.toString());
        }
        LocalJob.Outcome outcome =
                LocalJob.run(
                        "--index",
                        fixture.index().toString(),
                        "--input",
                        table.toString(),
                        "--output",
                        output.toString(),
                        "--format",
                        "parquet",
                        "--columns",
                        "adresse",
                        "--filter",
                        "postcode=cp");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("rows                                   2  100.00 %");

        try (SparkSession session = fixture.session()) {
            var read = session.read().parquet(output.toString()).orderBy("n");
            assertThat(read.schema().apply("n").dataType()).isEqualTo(DataTypes.LongType);
            assertThat(read.schema().apply("cp").dataType()).isEqualTo(DataTypes.IntegerType);
            assertThat(List.of(read.columns()).subList(0, 6))
                    .containsExactly("n", "adresse", "cp", "more", "latitude", "longitude");
            List<Row> rows = read.collectAsList();
            assertThat(rows).hasSize(2);
            assertThat(rows.getFirst().<Double>getAs("latitude")).isEqualTo(50.63);
            assertThat(rows.getFirst().<Double>getAs("longitude")).isEqualTo(3.0);
            assertThat(rows.getFirst().<String>getAs("result_id")).isEqualTo("59350");
            assertThat(rows.getFirst().getList(3)).isEqualTo(List.of(1, 2));
            assertThat(rows.get(1).<String>getAs("result_status")).isEqualTo("not-found");
            assertThat(rows.get(1).<Double>getAs("latitude")).isEqualTo(7.5);
        }
    }
}
