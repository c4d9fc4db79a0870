package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.cli.CommandRunner;
import io.odonym.fetch.LoopbackFileServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The two commands with which the README serves all of France, with exports from a server on the
 * loopback interface, and the same commands for the next version of the data.
 */
class QuickStartTest {

    private static final String PATH = "/addok/adresses-addok-france.ndjson.gz";

    private static final int LARGE = 31_000_000;
    private static final int GZIP_HEADER = 10;
    private static final int GZIP_FLAGS = 3;
    private static final byte HAS_NAME = 8;

    @TempDir private Path folder;

    private static byte[] export(String street) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(
                    """
                    {"id":"80021_1","type":"street","name":"%s","postcode":"80000","city":"Amiens","lat":49.9,"lon":2.3}
                    """
                            .formatted(street)
                            .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void twoCommandsServeFranceAndTheFirstOneUpdatesIt() throws Exception {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("```sh\n./odonym update\n./odonym serve\n```");
        try (LoopbackFileServer ban = new LoopbackFileServer()) {
            ban.put(PATH, export("Rue du Port"), Map.of("ETag", "\"v1\""));
            String environment =
                    "export ODONYM_DATA=%s ODONYM_BAN_URL=%s ODONYM_INDEX_WATCH=1"
                            .formatted(folder, ban.url());
            update(environment);
            try (ServerProcess server =
                    new ServerProcess(
                            environment,
                            List.of(),
                            "serve",
                            "--host",
                            "127.0.0.1",
                            "--port",
                            "0")) {
                assertThat(server.client().get("/search?q=rue+du+port").body())
                        .contains("Rue du Port 80000 Amiens");
                ban.put(PATH, export("Quai Neuf"), Map.of("ETag", "\"v2\""));
                CommandRunner.run(
                        "update", "--data", folder.toString(), "--ban-url", ban.url().toString());
                server.awaitLine(line -> line.contains("now serving 1 documents"));
                assertThat(server.client().get("/search?q=quai+neuf").body())
                        .contains("Quai Neuf 80000 Amiens");
            }
        }
    }

    @Test
    void aServerImportsLargeFilesInAnotherProcess() throws Exception {
        // A gzip header can contain a name, which here makes a small file large.
        byte[] small = export("Rue du Port");
        byte[] large = new byte[LARGE + small.length];
        System.arraycopy(small, 0, large, 0, GZIP_HEADER);
        large[GZIP_FLAGS] = HAS_NAME;
        Arrays.fill(large, GZIP_HEADER, GZIP_HEADER + LARGE - 1, (byte) 'x');
        System.arraycopy(
                small, GZIP_HEADER, large, GZIP_HEADER + LARGE, small.length - GZIP_HEADER);
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("files").resolve("own.ndjson.gz"), large);
        try (ServerProcess server =
                new ServerProcess(
                        "export ODONYM_DATA=" + folder,
                        List.of("-Xmx128m"),
                        "serve",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0")) {
            assertThat(server.client().get("/search?q=rue+du+port").body())
                    .contains("Rue du Port 80000 Amiens");
            // The output of the command "update", which runs in the other process.
            assertThat(server.output()).contains("verified with 1 places");
        }
    }

    private static void update(String environment) throws Exception {
        try (ServerProcess update = new ServerProcess(environment, List.of(), "update")) {
            assertThat(update.awaitExit()).as(update.output()).isZero();
        }
    }
}
