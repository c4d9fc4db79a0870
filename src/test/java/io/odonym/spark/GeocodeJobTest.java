package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.csv.CsvGeocoder;
import io.odonym.csv.CsvGeocodingTask;
import io.odonym.csv.CsvLimits;
import io.odonym.csv.CsvRequest;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.index.store.IndexArchive;
import io.odonym.telemetry.Telemetry;
import io.odonym.text.TextAnalysis;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The job and the functions on Spark's local mode give what the engine of files gives. */
class GeocodeJobTest {

    private static final String STREETS =
            """
            {"id":"75101_8635","type":"street","name":"Rue Saint-Honoré","postcode":"75001","citycode":"75101","city":"Paris","context":"75, Paris, Île-de-France","importance":0.7,"lat":48.8646,"lon":2.3331,"housenumbers":{"1":{"id":"75101_8635_00001","lat":48.8601,"lon":2.3441},"3bis":{"id":"75101_8635_00003_bis","lat":48.8602,"lon":2.3442}}}
            {"id":"75118_1","type":"street","name":"Rue du Sacré Cœur","postcode":"75018","citycode":"75118","city":"Paris","importance":0.6,"lat":48.8867,"lon":2.3431}
            {"id":"59350_1","type":"street","name":"Rue Saint-Honoré","postcode":"59000","citycode":"59350","city":"Lille","importance":0.5,"lat":50.6,"lon":3.06}
            {"id":"59350","type":"municipality","name":"Lille","postcode":"59000","citycode":"59350","city":"Lille","importance":0.6,"lat":50.63,"lon":3}
            """;

    private static final List<String> ADDRESSES =
            List.of(
                    "1 rue saint honoré",
                    "\"rue du \"\"sacré\"\" cœur;\r\nparis\"",
                    "lille",
                    "3 bis rue saint-honore paris",
                    "",
                    "nothing of the kind",
                    "rue " + "x ".repeat(150));

    @TempDir private static Path folder;
    private static Path index;
    private static Path archive;
    private static Path input;

    @BeforeAll
    static void build() throws Exception {
        Path streets = Files.writeString(folder.resolve("streets.ndjson"), STREETS);
        index = folder.resolve("index");
        Importer.run(
                new ImportRequest(List.of(streets), index, 0, 1),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        archive = folder.resolve("index.tar.zst");
        IndexArchive.pack(index, archive, _ -> {});
        StringBuilder rows = new StringBuilder("n;adresse;cp;lat;lon\r\n");
        for (int i = 0; i < 400; i++) {
            rows.append(i)
                    .append(';')
                    .append(ADDRESSES.get(i % ADDRESSES.size()))
                    .append(i % 3 == 0 ? ";59000" : ";")
                    .append(i % 5 == 0 ? ";48.86011;2.34411" : i % 5 == 1 ? ";91;2" : ";;")
                    .append("\r\n");
        }
        input = Files.writeString(folder.resolve("rows.csv"), rows);
    }

    private static CsvRequest request(CsvRequest.Kind kind) {
        boolean search = kind == CsvRequest.Kind.SEARCH;
        return new CsvRequest(
                kind,
                search ? List.of("adresse") : List.of(),
                CsvRequest.STANDARD_ENCODING,
                Optional.empty(),
                Optional.empty(),
                false,
                CsvRequest.STANDARD_MINIMUM_SCORE,
                Optional.of("lat"),
                Optional.of("lon"),
                search ? Map.of("postcode", "cp") : Map.of(),
                List.of("result_label", "result_id", "result_score", "latitude", "result_status")
                        .subList(0, search ? 5 : 2),
                false,
                false);
    }

    /** What the command writes. */
    private static String byTheCommand(CsvRequest request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Telemetry telemetry = Telemetry.local();
                ReloadableGeocoder geocoder = ReloadableGeocoder.open(index);
                CsvGeocoder engine =
                        new CsvGeocoder(
                                geocoder, telemetry, new CsvLimits(Long.MAX_VALUE, false, " ", 1));
                CsvGeocodingTask plan =
                        engine.prepare(() -> Files.newInputStream(input), request)) {
            plan.run(out, _ -> {});
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String[] arguments(Path output, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--input", input.toString(),
                                "--output", output.toString(),
                                "--index-cache", folder.resolve("cache").toString(),
                                "--lat", "lat",
                                "--lon", "lon"),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    /** The part files one after the other, without the headers of all but the first. */
    private static String joined(Path output) throws IOException {
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
    void writesTheFileThatTheCommandWrites() throws IOException {
        Path output = folder.resolve("search");
        LocalJob.Outcome outcome =
                LocalJob.run(
                        arguments(
                                output,
                                "--index",
                                archive.toString(),
                                "--columns",
                                "adresse",
                                "--filter",
                                "postcode=cp",
                                "--partitions",
                                "7",
                                "--result-columns",
                                "result_label,result_id,result_score,latitude,result_status"));

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        String whole = byTheCommand(request(CsvRequest.Kind.SEARCH));
        assertThat(whole).contains("too-long", "below-min-score", "found", "invalid-coordinates");
        assertThat(joined(output)).isEqualTo(whole);
        assertThat(outcome.err())
                .contains("rows                                 400  100.00 %")
                .containsPattern("  too-long +57")
                .containsPattern("400 rows in .* rows per core-second\\), [5-9] partitions")
                .contains("the index was brought to 1 node(s)");
    }

    @Test
    void findsAddressesAtPointsAndCompresses() throws IOException {
        Path output = folder.resolve("reverse");
        LocalJob.Outcome outcome =
                LocalJob.run(
                        arguments(
                                output,
                                "--index",
                                index.toString(),
                                "--reverse",
                                "--compression",
                                "gzip",
                                "--partitions",
                                "1",
                                "--result-columns",
                                "result_label,result_id"));

        assertThat(outcome.exit()).as(outcome.err()).isZero();
        Path part;
        try (Stream<Path> files = Files.list(output)) {
            part = files.filter(file -> file.toString().endsWith(".csv.gz")).findFirst().get();
        }
        String text;
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(part))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(text.lines().findFirst().orElseThrow())
                .isEqualTo("\uFEFFn;adresse;cp;lat;lon;result_label;result_id;result_status");
        String whole = byTheCommand(request(CsvRequest.Kind.REVERSE));
        assertThat(whole).contains("1 Rue Saint-Honoré 75001 Paris");
        assertThat(
                        text.replaceAll(
                                ";(found|not-found|invalid-coordinates|result_status)\r\n", "\r\n"))
                .isEqualTo(whole);
    }

    @Test
    void keepsTheTypesOfParquetAndSpeaksSql() throws IOException {
        Path table = folder.resolve("table");
        Path answer = folder.resolve("answer");
        try (SparkSession session = session()) {
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
                        index.toString(),
                        "--input",
                        table.toString(),
                        "--output",
                        answer.toString(),
                        "--format",
                        "parquet",
                        "--columns",
                        "adresse",
                        "--filter",
                        "postcode=cp");
        assertThat(outcome.exit()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("rows                                   2  100.00 %");

        try (SparkSession session = session()) {
            var read = session.read().parquet(answer.toString()).orderBy("n");
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

    private static SparkSession session() {
        SparkSession.Builder builder = SparkSession.builder();
        LocalJob.SPARK.forEach(builder::config);
        return builder.config("spark.sql.extensions", OdonymExtensions.class.getName())
                .config(IndexLocation.INDEX_KEY, index.toString())
                .getOrCreate();
    }

    @Test
    void answersInSql() throws IOException {
        try (SparkSession session = session()) {
            session.sql(
                            "SELECT * FROM VALUES (1, '1 rue saint honoré', 75001), (2, 'rue saint"
                                    + " honore', 59000), (3, 'nowhere', NULL) AS t(n, q, cp)")
                    .createOrReplaceTempView("t");
            List<Row> rows =
                    session.sql(
                                    "SELECT r.result_id, r.result_score, r.latitude,"
                                            + " r.result_status FROM (SELECT n, odonym_search(q,"
                                            + " map('postcode', cp)) r FROM t) ORDER BY n")
                            .collectAsList();
            assertThat(rows.stream().map(row -> row.getString(0)))
                    .containsExactly("75101_8635_00001", "59350_1", null);
            assertThat(rows.getFirst().getDouble(1)).isBetween(0.9, 1.0);
            assertThat(rows.getFirst().getDouble(2)).isEqualTo(48.8601);
            assertThat(rows.get(2).getString(3)).isEqualTo("not-found");

            assertThat(
                            session
                                    .sql(
                                            "SELECT x.result_id FROM (SELECT"
                                                    + " explode(odonym_search_all(q, map('limit',"
                                                    + " '2'))) x FROM t WHERE n = 2)")
                                    .collectAsList()
                                    .stream()
                                    .map(row -> row.getString(0)))
                    .containsExactly("75101_8635", "59350_1");
            assertThat(
                            session.sql(
                                            "SELECT odonym_reverse(48.86011, 2.34411).result_label,"
                                                    + " odonym_search(NULL)")
                                    .first()
                                    .toString())
                    .isEqualTo("[1 Rue Saint-Honoré 75001 Paris,null]");
        }
    }

    /** What a user does wrongly, and the one line that tells. */
    record Mistake(String name, List<String> arguments, String line) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mistake> mistakes() throws IOException {
        byte[] whole = Files.readAllBytes(archive);
        Path cut =
                Files.write(
                        folder.resolve("cut.tar.zst"), Arrays.copyOf(whole, whole.length * 2 / 3));
        Path old = Files.createDirectories(folder.resolve("old"));
        Files.writeString(
                old.resolve("manifest.json"),
                Files.readString(index.resolve("manifest.json"))
                        .replaceFirst("(\"format_version\" ?: ?)\\d+", "$11"));
        Path there = Files.createDirectories(folder.resolve("there"));
        String good = index.toString();
        return Stream.of(
                new Mistake(
                        "a missing column",
                        List.of("--index", good, "--columns", "rue"),
                        "Cannot found column 'rue' in columns ['n', 'adresse', 'cp', 'lat',"
                                + " 'lon']"),
                new Mistake(
                        "a filter of a missing column",
                        List.of("--index", good, "--filter", "postcode=zip"),
                        "Cannot found column 'zip'"),
                new Mistake(
                        "a wrong version",
                        List.of("--index", old.toString()),
                        "has format 1, this program reads format"),
                new Mistake(
                        "a cut archive",
                        List.of("--index", cut.toString()),
                        "is truncated or damaged ("),
                new Mistake(
                        "no index",
                        List.of("--index", folder.resolve("none").toString()),
                        "there is no index in"),
                new Mistake(
                        "no archive",
                        List.of("--index", folder.resolve("none.zip").toString()),
                        "there is no archive of an index at"),
                new Mistake(
                        "an unreadable path",
                        List.of("--index", good, "--input", folder.resolve("no.csv").toString()),
                        "no such file"),
                new Mistake(
                        "an output that is there",
                        List.of("--index", good, "--output", there.toString()),
                        "is there already; give another, or --overwrite"),
                new Mistake(
                        "another encoding",
                        List.of("--index", good, "--encoding", "utf-99"),
                        "unknown encoding: utf-99"),
                new Mistake(
                        "no such filter",
                        List.of("--index", good, "--filter", "country=cp"),
                        "--filter country is none of type, citycode, postcode"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void tellsAMistakeInOneLineAndLeavesNothing(Mistake mistake) {
        Path output = folder.resolve("never");
        List<String> arguments = new ArrayList<>(mistake.arguments());
        if (!arguments.contains("--input")) {
            arguments.addAll(List.of("--input", input.toString()));
        }
        if (!arguments.contains("--output")) {
            arguments.addAll(List.of("--output", output.toString()));
        }
        arguments.addAll(List.of("--index-cache", folder.resolve("cache").toString()));

        LocalJob.Outcome outcome = LocalJob.run(arguments.toArray(String[]::new));

        assertThat(outcome.exit()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.own()).contains(mistake.line()).hasLineCount(1);
        assertThat(output).doesNotExist();
    }
}
