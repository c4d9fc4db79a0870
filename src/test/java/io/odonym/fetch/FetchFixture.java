package io.odonym.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** A server on the loopback interface with one export, and downloads from it. */
abstract class FetchFixture {

    static final String PATH = "/addok/adresses-addok-35.ndjson.gz";
    static final String NAME = "adresses-addok-35.ndjson.gz";
    static final String DATE = "Mon, 30 Nov 2026 04:00:00 GMT";
    static final Map<String, String> V1 = Map.of("ETag", "\"v1\"", "Last-Modified", DATE);
    static final Map<String, String> V2 = Map.of("ETag", "\"v2\"");
    static final byte[] BODY = gzip(4000, 1);
    static final byte[] NEW_BODY = gzip(4000, 2);

    static LoopbackFileServer server;
    private static HttpClient client;

    @TempDir Path folder;

    Duration stallTimeout = Duration.ofMinutes(1);
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = new LoopbackFileServer();
        client = Proxies.of(Map.of()).newClient();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        server.close();
    }

    @BeforeEach
    void serve() {
        server.put(PATH, BODY, V1);
    }

    @AfterEach
    void forget() {
        server.takeRequests();
    }

    /** Compressed lines of random digits, which compress badly, so that the file has many bytes. */
    static byte[] gzip(int lines, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(random.nextLong()).append('\n');
        }
        return gzip(text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Downloads areas with four retries and recorded pauses. */
    FetchResult fetch(boolean acceptsShrinkage, String... areas) throws Exception {
        Selection selection =
                new Selection(Arrays.stream(areas).map(Area::parse).toList(), ExportFormat.ADDOK);
        FetchListener listener =
                new FetchListener() {
                    @Override
                    public void onProgress(String name, long bytes, long totalBytes) {
                        assertThat(bytes).isPositive();
                    }

                    @Override
                    public void onNote(String note) {
                        notes.add(note);
                    }
                };
        return new Fetcher(
                        new FetchFolder(folder),
                        client,
                        new FetchOptions(
                                3, 4, stallTimeout, Duration.ofSeconds(1), acceptsShrinkage),
                        listener,
                        pauses::add)
                .run(selection, selection.files(server.url(), server.url()));
    }

    FetchResult fetch() throws Exception {
        return fetch(false, "35");
    }

    byte[] downloaded() throws IOException {
        return Files.readAllBytes(folder.resolve(NAME));
    }
}
