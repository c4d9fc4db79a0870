package io.odonym.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

class MainTest {

    private static final String STREET =
            "{\"id\":\"80021_1\",\"type\":\"street\",\"name\":\"Boulevard du"
                + " Port\",\"city\":\"Amiens\",\"lat\":49.9,\"lon\":2.3,\"housenumbers\":{\"8\":{\"id\":\"80021_1_00008\",\"lat\":49.91,\"lon\":2.31}}}\n";

    @TempDir private Path folder;

    private record Outcome(int exit, String out, String err) {}

    private static Outcome run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream heardOut = new ByteArrayOutputStream();
        ByteArrayOutputStream heardErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(heardOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(heardErr, true, StandardCharsets.UTF_8));
            int exit = Main.run(arguments);
            return new Outcome(
                    exit,
                    heardOut.toString(StandardCharsets.UTF_8),
                    heardErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private String index() throws Exception {
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
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.out()).startsWith("1 documents and 1 house numbers in ");
        return output;
    }

    @Test
    void indexesTellsAndSearches() throws Exception {
        String index = index();
        Outcome info = run("info", "--index", index);
        assertThat(info.exit()).isZero();
        assertThat(info.out())
                .contains("documents          1\n")
                .contains("house numbers      1\n")
                .containsPattern("built +2025-11-25T00:00:00Z\n")
                .contains("in.ndjson");
        Outcome search = run("search", "8 bd du port amiens", "--index", index, "--explain");
        assertThat(search.exit()).isZero();
        assertThat(search.out())
                .contains("flag_housenumber       8 (house number) | bd | du | port | amiens")
                .contains("8 Boulevard du Port Amiens  housenumber   80021_1_00008")
                .contains("meaningful");
        assertThat(run("search", "8 bd du port amiens", "--index", index, "--json").out())
                .startsWith("{\"type\":\"FeatureCollection\"");
        assertThat(run("search", "nothing like it", "--index", index).out())
                .isEqualTo("nothing found\n");
    }

    @Test
    void differencesLeadFromOneExportToTheNext() throws Exception {
        String index = index();
        String now = folder.resolve("now.ndjson").toString();
        Files.writeString(Path.of(now), STREET.replace("Boulevard du", "Quai du"));
        String changes = folder.resolve("changes.ndjson").toString();
        Outcome diff =
                run("diff", folder.resolve("in.ndjson").toString(), now, "--output", changes);
        assertThat(diff.exit()).isZero();
        assertThat(diff.err()).isEqualTo("0 new, 1 changed, 0 deleted, 0 the same\n");
        Outcome apply = run("apply", "--index", index, "--changes", changes);
        assertThat(apply.exit()).as(apply.err()).isZero();
        assertThat(apply.out()).startsWith("1 documents and 1 house numbers in ");
        assertThat(run("search", "8 quai du port amiens", "--index", index).out())
                .contains("8 Quai du Port Amiens");
        // Nothing has changed: nothing is written, and nothing is what is applied.
        assertThat(run("diff", now, now).out()).isEmpty();
        Path nothing = Files.writeString(folder.resolve("nothing"), "");
        assertThat(run("apply", "--index", index, "--changes", nothing.toString()).exit()).isZero();
    }

    @Test
    void failuresAreOneLineAndExitOne() throws Exception {
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
            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.err().lines()).hasSize(1);
            assertThat(outcome.err()).startsWith("odonym: ").doesNotContain("Exception");
        }
    }

    @Test
    void wrongUsageExitsTwo() {
        assertThat(run("nonsense").exit()).isEqualTo(2);
        assertThat(run("index").exit()).isEqualTo(2);
        assertThat(run("search").err()).contains("QUERY");
        assertThat(run("--help").exit()).isZero();
        assertThat(run("--version").out()).startsWith("odonym ");
    }

    @Test
    void geocodesFilesBothWays() throws Exception {
        String index = index();
        Path in =
                Files.writeString(
                        folder.resolve("in.csv"), "n;a\n1;8 boulevard du port amiens\n2;\n");
        Path out = folder.resolve("out.csv");
        Outcome there =
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
        assertThat(there.exit()).as(there.err()).isZero();
        assertThat(there.err()).contains("2 rows in ").contains("1 found, 1 not-found");
        assertThat(out)
                .hasContent(
                        "n;a;latitude;longitude;result_id\r\n"
                                + "1;8 boulevard du port amiens;49.91;2.31;80021_1_00008\r\n"
                                + "2;;;;\r\n");
        Path back = folder.resolve("back.csv");
        assertThat(run("reverse", out.toString(), back.toString(), "--index", index).exit())
                .isZero();
        assertThat(Files.readString(back)).contains(";8 Boulevard du Port Amiens;0;housenumber;");
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void aFileThatCannotBeGeocodedLeavesNothing() throws Exception {
        String index = index();
        Path in = Files.writeString(folder.resolve("in.csv"), "n;a\n1;2\n");
        Path out = folder.resolve("out.csv");
        Outcome outcome =
                run("geocode", in.toString(), out.toString(), "--index", index, "--columns", "zz");
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("odonym: " + in + ": Cannot found column 'zz' in columns ['n', 'a']\n");
        assertThat(out).doesNotExist();
        assertThat(run("geocode", "nowhere.csv", out.toString(), "--index", index).exit())
                .isEqualTo(1);
        assertThat(run("geocode", in.toString()).exit()).isEqualTo(2);
    }

    @Test
    void healthIsOfAServerThatAnswers() throws Exception {
        Outcome nobody = run("health", "--port", "1", "--timeout", "1");
        assertThat(nobody.exit()).isEqualTo(1);
        assertThat(nobody.err())
                .startsWith("odonym: http://127.0.0.1:1/health/ready: ")
                .hasLineCount(1);
        assertThat(run("health", "--port", "x").exit()).isEqualTo(2);
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(Path.of(index()));
                GeocodingServer server =
                        GeocodingServer.start(
                                geocoder, Configuration.standard().listeningOn("127.0.0.1", 0))) {
            String port = Integer.toString(server.port());
            assertThat(run("health", "--port", port)).isEqualTo(new Outcome(0, "", ""));
            assertThat(run("health", "--live", "--port", port).exit()).isZero();
            server.drain(Duration.ZERO);
            assertThat(run("health", "--port", port).exit()).isEqualTo(1);
        }
    }

    @Test
    void warmRunsRequestsAgainstAServerThatThenEnds() throws Exception {
        Outcome warm = run("warm", "--index", index());
        assertThat(warm.exit()).as(warm.err()).isZero();
        assertThat(warm.out()).matches("[0-9,]+ requests in [0-9.]+ s\n");
        assertThat(warm.err())
                .contains("odonym answers on http://127.0.0.1:")
                .endsWith("odonym ended\n");
        assertThat(run("warm", "--index", folder.resolve("absent").toString()).exit()).isEqualTo(1);
    }
}
