package io.odonym.cli;

import static io.odonym.cli.CommandRunner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.cli.CommandRunner.Outcome;
import io.odonym.configuration.Configuration;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Runs the commands in this process, and checks their exit codes, output and files. */
class MainTest {

    private static final String STREET =
            "{\"id\":\"80021_1\",\"type\":\"street\",\"name\":\"Boulevard du"
                + " Port\",\"city\":\"Amiens\",\"lat\":49.9,\"lon\":2.3,\"housenumbers\":{\"8\":{\"id\":\"80021_1_00008\",\"lat\":49.91,\"lon\":2.31}}}\n";

    @TempDir private Path folder;

    private String buildIndex() throws Exception {
        Path input = Files.writeString(folder.resolve("in.ndjson"), STREET);
        String output = folder.resolve("index").toString();
        Outcome outcome =
                run(
                        "index",
                        "--input",
                        input.toString(),
                        "--output",
                        output,
                        "--created",
                        "1764028800");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("1 documents and 1 house numbers in ");
        return output;
    }

    @Test
    void buildsDescribesAndSearchesAnIndex() throws Exception {
        String index = buildIndex();
        Outcome info = run("info", "--index", index);
        assertThat(info.exitCode()).isZero();
        assertThat(info.out())
                .contains("documents          1\n")
                .contains("house numbers      1\n")
                .containsPattern("built +2025-11-25T00:00:00Z\n")
                .contains("in.ndjson");
        Outcome search = run("search", "8 bd du port amiens", "--index", index, "--explain");
        assertThat(search.exitCode()).isZero();
        assertThat(search.out())
                .contains("flag_housenumber       8 (house number) | bd | du | port | amiens")
                .contains("8 Boulevard du Port Amiens  housenumber   80021_1_00008")
                .contains("meaningful");
        assertThat(run("search", "8 bd du port amiens", "--index", index, "--json").out())
                .startsWith("{\"type\":\"FeatureCollection\"");
        assertThat(run("search", "nothing like it", "--index", index).out())
                .isEqualTo("no results\n");
    }

    @Test
    void tellsWhereAResultContradictsTheQuery() throws Exception {
        String index = buildIndex();
        assertThat(
                        run(
                                        "search",
                                        "8 boulevard du port 69002 lyon",
                                        "--index",
                                        index,
                                        "--improve")
                                .out())
                .contains("\n        differs from the query in the postcode and the city\n");
        assertThat(run("search", "8 boulevard du port amiens", "--index", index, "--improve").out())
                .doesNotContain("differs");
    }

    @Test
    void diffAndApplyUpdateAnIndex() throws Exception {
        String index = buildIndex();
        String newExport = folder.resolve("now.ndjson").toString();
        Files.writeString(Path.of(newExport), STREET.replace("Boulevard du", "Quai du"));
        String changes = folder.resolve("changes.ndjson").toString();
        Outcome diff =
                run("diff", folder.resolve("in.ndjson").toString(), newExport, "--output", changes);
        assertThat(diff.exitCode()).isZero();
        assertThat(diff.err()).isEqualTo("0 added, 1 changed, 0 deleted, 0 unchanged\n");
        Outcome apply = run("apply", "--index", index, "--changes", changes);
        assertThat(apply.exitCode()).as(apply.err()).isZero();
        assertThat(apply.out()).startsWith("1 documents and 1 house numbers in ");
        assertThat(run("search", "8 quai du port amiens", "--index", index).out())
                .contains("8 Quai du Port Amiens");
        // Equal exports produce an empty file, which can be applied.
        assertThat(run("diff", newExport, newExport).out()).isEmpty();
        Path noChanges = Files.writeString(folder.resolve("no-changes"), "");
        assertThat(run("apply", "--index", index, "--changes", noChanges.toString()).exitCode())
                .isZero();
    }

    @Test
    void failuresPrintOneLineAndExitWithOne() throws Exception {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        for (Outcome outcome :
                new Outcome[] {
                    run("info", "--index", empty.toString()),
                    run("search", "x", "--index", empty.toString()),
                    run(
                            "index",
                            "--input",
                            empty.toString(),
                            "--output",
                            folder.resolve("o").toString()),
                    run(
                            "index",
                            "--input",
                            folder.resolve("absent").toString(),
                            "--output",
                            folder.resolve("o").toString())
                }) {
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err().lines()).hasSize(1);
            assertThat(outcome.err()).startsWith("odonym: ").doesNotContain("Exception");
        }
    }

    @Test
    void invalidCommandLinesExitWithTwo() {
        assertThat(run("nonsense").exitCode()).isEqualTo(2);
        assertThat(run("index").exitCode()).isEqualTo(2);
        assertThat(run("search").err()).contains("QUERY");
        assertThat(run("--help").exitCode()).isZero();
        assertThat(run("--version").out()).startsWith("odonym ");
    }

    @Test
    void geocodesAndReverseGeocodesFiles() throws Exception {
        String index = buildIndex();
        Path in =
                Files.writeString(
                        folder.resolve("in.csv"), "n;a\n1;8 boulevard du port amiens\n2;\n");
        Path out = folder.resolve("out.csv");
        Outcome geocode =
                run(
                        "geocode",
                        in.toString(),
                        out.toString(),
                        "--index",
                        index,
                        "--columns",
                        "a",
                        "--encoding",
                        "utf-8",
                        "--result-columns",
                        "latitude,longitude,result_id");
        assertThat(geocode.exitCode()).as(geocode.err()).isZero();
        assertThat(geocode.err()).contains("2 rows in ").contains("1 found, 1 not-found");
        assertThat(out)
                .hasContent(
                        "n;a;latitude;longitude;result_id\r\n"
                                + "1;8 boulevard du port amiens;49.91;2.31;80021_1_00008\r\n"
                                + "2;;;;\r\n");
        Path addresses = folder.resolve("addresses.csv");
        assertThat(
                        run("reverse", out.toString(), addresses.toString(), "--index", index)
                                .exitCode())
                .isZero();
        assertThat(Files.readString(addresses))
                .contains(";8 Boulevard du Port Amiens;0;housenumber;");
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void failedGeocodingLeavesNoFile() throws Exception {
        String index = buildIndex();
        Path in = Files.writeString(folder.resolve("in.csv"), "n;a\n1;2\n");
        Path out = folder.resolve("out.csv");
        Outcome outcome =
                run("geocode", in.toString(), out.toString(), "--index", index, "--columns", "zz");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("odonym: " + in + ": Cannot found column 'zz' in columns ['n', 'a']\n");
        assertThat(out).doesNotExist();
        assertThat(run("geocode", "nowhere.csv", out.toString(), "--index", index).exitCode())
                .isEqualTo(1);
        assertThat(run("geocode", in.toString()).exitCode()).isEqualTo(2);
        assertThat(run("geocode", in.toString(), out.toString(), "--delimiter", "ab"))
                .extracting(Outcome::exitCode, result -> result.err().lines().findFirst().get())
                .containsExactly(2, "--delimiter: \"ab\" is not one character");
    }

    @Test
    void healthChecksAServer() throws Exception {
        Outcome noServer = run("health", "--port", "1", "--timeout", "1");
        assertThat(noServer.exitCode()).isEqualTo(1);
        assertThat(noServer.err())
                .startsWith("odonym: http://127.0.0.1:1/health/ready: ")
                .hasLineCount(1);
        assertThat(run("health", "--port", "x").exitCode()).isEqualTo(2);
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(Path.of(buildIndex()));
                GeocodingServer server =
                        GeocodingServer.start(
                                geocoder, Configuration.standard().listeningOn("127.0.0.1", 0))) {
            String port = Integer.toString(server.port());
            assertThat(run("health", "--port", port)).isEqualTo(new Outcome(0, "", "", ""));
            assertThat(run("health", "--live", "--port", port).exitCode()).isZero();
            server.drain(Duration.ZERO);
            assertThat(run("health", "--port", port).exitCode()).isEqualTo(1);
        }
    }

    @Test
    void warmRunsAServerAndStopsIt() throws Exception {
        Outcome warm = run("warm", "--index", buildIndex());
        assertThat(warm.exitCode()).as(warm.err()).isZero();
        assertThat(warm.out()).matches("[0-9,]+ requests in [0-9.]+ s\n");
        assertThat(warm.err())
                .contains("odonym: listening on http://127.0.0.1:")
                .endsWith("odonym: stopped\n");
        assertThat(run("warm", "--index", folder.resolve("absent").toString()).exitCode())
                .isEqualTo(1);
    }
}
