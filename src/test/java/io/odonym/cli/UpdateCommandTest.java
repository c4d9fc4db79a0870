package io.odonym.cli;

import static io.odonym.cli.CommandRunner.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.cli.CommandRunner.Outcome;
import io.odonym.fetch.LoopbackFileServer;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.update.DataFolder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Downloads exports from a server on the loopback interface, and builds indexes from them. */
class UpdateCommandTest {

    private static final String PATH = "/addok/adresses-addok-%s.ndjson.gz";
    private static LoopbackFileServer server;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = new LoopbackFileServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void serve() throws Exception {
        server.put(PATH.formatted("france"), export("Rue du Port", 30), Map.of("ETag", "\"v1\""));
        server.takeRequests();
    }

    /** An export of some streets, each with two house numbers. */
    private static byte[] export(String name, int streets) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < streets; i++) {
            lines.append(
                    """
                    {"id":"80021_%d","type":"street","name":"%s %d","postcode":"80000","citycode":"80021","city":"Amiens","lat":49.9%d,"lon":2.3,"housenumbers":{"1":{"lat":49.9,"lon":2.3},"2":{"lat":49.9,"lon":2.31}}}
                    """
                            .formatted(i, name, i, i));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Outcome odonym(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(
                List.of(
                        "--ban-url",
                        server.url().toString(),
                        "--bal-url",
                        server.url().toString(),
                        "--retries",
                        "0"));
        arguments.addAll(Arrays.asList(options));
        return run(arguments.toArray(String[]::new));
    }

    private Outcome update(String... options) {
        List<String> arguments = new ArrayList<>(List.of("--data", folder.toString()));
        arguments.addAll(Arrays.asList(options));
        return odonym("update", arguments.toArray(String[]::new));
    }

    private Path current() {
        return new DataFolder(folder).current();
    }

    private String search(String query) {
        return run("search", query, "--index", current().toString()).out();
    }

    private List<String> indexes() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("indexes"))) {
            return files.filter(file -> Files.isDirectory(file) && !Files.isSymbolicLink(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void buildsAnIndexAndReplacesItOnlyIfTheDataChanged() throws Exception {
        Outcome first = update();
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.out())
                .containsPattern("adresses-addok-france.ndjson.gz: 0.\\d MB, new version\n")
                .contains("required attribution: Base Adresse Nationale\n")
                .containsPattern("30 documents and 60 house numbers in .* verified with 30 places")
                .contains("index: " + current());
        assertThat(search("2 rue du port 7 amiens")).contains("2 Rue du Port 7 80000 Amiens");

        Outcome second = update();
        assertThat(second.out()).contains("unchanged\n").contains("the index is up to date\n");
        assertThat(indexes()).hasSize(1);

        // A server that is open on the link moves to the new index; the previous one is kept.
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(current())) {
            server.put(PATH.formatted("france"), export("Quai", 30), Map.of("ETag", "\"v2\""));
            assertThat(update().exitCode()).isZero();
            assertThat(geocoder.swap(current(), Runnable::run)).isEqualTo(30);
        }
        assertThat(search("2 quai 7 amiens")).contains("2 Quai 7 80000 Amiens");
        assertThat(indexes()).hasSize(2);
        server.put(PATH.formatted("france"), export("Cours", 30), Map.of("ETag", "\"v3\""));
        assertThat(update().exitCode()).isZero();
        assertThat(indexes()).hasSize(2);
    }

    @Test
    void aFailureKeepsTheCurrentIndex() throws Exception {
        update();
        List<String> before = indexes();
        // As much text, but fewer house numbers.
        byte[] fewer =
                replace(
                        export("Rue du Port", 30),
                        ",\"2\":{\"lat\":49.9,\"lon\":2.31}}",
                        "},\"note\":\"house number 2 is lost\"");
        server.put(PATH.formatted("france"), fewer, Map.of("ETag", "\"v2\""));
        Outcome refused = update();
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.err())
                .endsWith(
                        "odonym: the new index has 30 places and 30 house numbers instead of 30"
                                + " and 60; the current index stays; to accept the new one, use"
                                + " --accept-shrink\n");
        assertThat(indexes()).isEqualTo(before);
        assertThat(search("2 rue du port 7 amiens")).contains("2 Rue du Port 7 80000 Amiens");

        server.put(PATH.formatted("france"), export("Rue", 3), Map.of("ETag", "\"v3\""));
        assertThat(update().err()).contains("less content").contains("--accept-shrink");
        assertThat(indexes()).isEqualTo(before);
        assertThat(update("--accept-shrink").exitCode()).isZero();
        assertThat(search("2 rue 1 amiens")).contains("2 Rue 1 80000 Amiens");
    }

    private static byte[] replace(byte[] gzip, String from, String to) throws IOException {
        String text;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void anotherSelectionReplacesTheFirst() throws Exception {
        server.put(PATH.formatted("80"), export("Rue", 3), Map.of("ETag", "\"d1\""));
        update();
        // A smaller area is not a loss of data.
        assertThat(update("80").exitCode()).isZero();
        assertThat(search("2 rue 1 amiens")).contains("2 Rue 1 80000 Amiens");
        assertThat(folder.resolve("files/adresses-addok-france.ndjson.gz")).doesNotExist();
        // The next update without areas keeps the selection.
        server.takeRequests();
        assertThat(update().out()).contains("up to date");
        assertThat(server.takeRequests().getFirst().target()).isEqualTo(PATH.formatted("80"));
    }

    @Test
    void anIncompleteIndexOrDownloadIsNotUsed() throws Exception {
        Path killed = Files.createDirectories(folder.resolve("indexes/20260101T000000Z"));
        Files.writeString(killed.resolve("segment"), "incomplete");
        Files.createSymbolicLink(
                folder.resolve("indexes/current.new"), Path.of("20260101T000000Z"));
        assertThat(update("80", "france").exitCode()).isEqualTo(2);
        Outcome missing = update("79");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .isEqualTo(
                        "odonym: %s%s: the server has no such file (status 404)\n"
                                .formatted(server.url(), PATH.formatted("79")));
        assertThat(update("--offline").err()).contains("did not finish");
        assertThat(update("france").exitCode()).isZero();
        assertThat(killed).doesNotExist();
        // Own files are indexed without a download.
        Files.writeString(
                folder.resolve("files/own.ndjson"),
                "{\"id\":\"1\",\"type\":\"street\",\"name\":\"Rue Neuve\",\"city\":\"Amiens\","
                        + "\"lat\":49.9,\"lon\":2.3}\n");
        server.takeRequests();
        assertThat(update("--offline").out()).contains("31 documents");
        assertThat(server.takeRequests()).isEmpty();
    }

    @Test
    void onlyOneUpdateRunsInAFolder() throws Exception {
        try (var _ = new DataFolder(folder).acquireLock()) {
            Outcome second = update();
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .isEqualTo(
                            "odonym: another update is changing %s (process %d); wait until it ends\n"
                                    .formatted(folder, ProcessHandle.current().pid()));
        }
    }

    @Test
    void fetchPrintsTheFilesAndTheLicence() throws Exception {
        Outcome outcome = odonym("fetch", "--output", folder.toString(), "france");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .isEqualTo(
                        """
                        adresses-addok-france.ndjson.gz: 0.0 MB, new version
                        licence: Licence Ouverte 2.0; required attribution: Base Adresse Nationale
                        folder: %s
                        """
                                .formatted(folder));
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "999 | \"999\" is neither \"france\", nor a department",
                "--format=xml | \"xml\" is neither addok nor csv",
                "--ban-url=ftp://x/ | \"ftp://x/\" is not an http or https address",
                "--parallel=0 | --parallel 0 is below 1",
                "--retries=-1 | --retries -1 is below 0",
                "35 35238 | 35 already contains 35238"
            })
    void invalidOptionsExitWithTwo(String options, String message) {
        List<String> arguments = new ArrayList<>(List.of("fetch", "--output", folder.toString()));
        arguments.addAll(Arrays.asList(options.split(" ")));
        Outcome outcome = run(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }
}
