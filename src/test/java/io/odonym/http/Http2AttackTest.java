package io.odonym.http;

import static io.odonym.http.Http2TestClient.COMPRESSION_ERROR;
import static io.odonym.http.Http2TestClient.CONTINUATION;
import static io.odonym.http.Http2TestClient.DATA;
import static io.odonym.http.Http2TestClient.END_HEADERS;
import static io.odonym.http.Http2TestClient.END_STREAM;
import static io.odonym.http.Http2TestClient.ENHANCE_YOUR_CALM;
import static io.odonym.http.Http2TestClient.FLOW_CONTROL_ERROR;
import static io.odonym.http.Http2TestClient.GO_AWAY;
import static io.odonym.http.Http2TestClient.HEADERS;
import static io.odonym.http.Http2TestClient.INITIAL_WINDOW_SIZE;
import static io.odonym.http.Http2TestClient.PING;
import static io.odonym.http.Http2TestClient.PRIORITY;
import static io.odonym.http.Http2TestClient.RST_STREAM;
import static io.odonym.http.Http2TestClient.SETTINGS;
import static io.odonym.http.Http2TestClient.UNKNOWN;
import static io.odonym.http.Http2TestClient.WINDOW_UPDATE;
import static io.odonym.http.Http2TestClient.frame;
import static io.odonym.http.Http2TestClient.get;
import static io.odonym.http.Http2TestClient.indexedField;
import static io.odonym.http.Http2TestClient.integer;
import static io.odonym.http.Http2TestClient.join;
import static io.odonym.http.Http2TestClient.post;
import static io.odonym.http.Http2TestClient.setting;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.Http2TestClient.Frame;
import io.odonym.testing.HttpTestClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Faults of HTTP/2 in Helidon 4.5.0 that a client can use, frame by frame. */
@Timeout(30)
class Http2AttackTest {

    private static final String PATH = "/search?q=zzzqq";

    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer(Map.of("ODONYM_HTTP2", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Http2TestClient connect(byte... settings) throws IOException {
        return new Http2TestClient(server.server().port(), settings);
    }

    private static byte[] request(int stream, byte[]... headers) {
        return frame(HEADERS, END_STREAM | END_HEADERS, stream, join(headers));
    }

    /** Sends frames repeatedly until the server ends the connection. */
    private static int flood(Http2TestClient client, byte[] frames, int times) throws IOException {
        byte[][] all = new byte[times][];
        Arrays.fill(all, frames);
        try {
            client.send(all);
        } catch (SocketException closed) {
            // The server may end the connection before it has read everything.
        }
        return client.readUntilGoAway();
    }

    private static void awaitIdle() {
        while (server.server().isBusy()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void isDisabledByDefault() throws IOException {
        try (FakeGeocoderServer plain = new FakeGeocoderServer()) {
            assertThat(plain.client().raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
                    .startsWith("HTTP/1.1 ")
                    .doesNotStartWith("HTTP/1.1 2");
            HttpResponse<String> response;
            try (var upgrading = HttpTestClient.http2(plain.server().port())) {
                response = upgrading.get(PATH);
            }
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersRequests() throws IOException {
        try (Http2TestClient client = connect()) {
            client.send(request(1, get(PATH)), request(3, get(PATH)));
            assertThat(client.readUntilStreamEnds().payload())
                    .asString(StandardCharsets.UTF_8)
                    .contains("zzzqq");
            client.readUntilStreamEnds();
        }
    }

    /**
     * Nine tenths of the streams that the server announces, again and again. Helidon 4.5.0 counts a
     * stream for a moment after it has sent the last frame, and may therefore refuse a client that
     * uses all of them.
     */
    @Test
    void answersNearlyAsManyConcurrentRequestsAsItAnnounces() throws IOException {
        try (Http2TestClient client = connect()) {
            int stream = 1;
            for (; stream < 180; stream += 2) {
                client.send(request(stream, get(PATH)));
            }
            for (; stream < 2_000; stream += 2) {
                client.readUntilStreamEnds();
                client.send(
                        frame(WINDOW_UPDATE, 0, 0, integer(16_384)), request(stream, get(PATH)));
            }
            for (int left = 0; left < 90; left++) {
                client.readUntilStreamEnds();
            }
        }
    }

    /** Helidon loops for ever: two such connections silence a server with two processors. */
    @Test
    void rejectsAnEntryLargerThanTheDynamicTable() throws IOException {
        try (Http2TestClient client = connect()) {
            client.send(request(1, get(PATH), indexedField("cookie", "a".repeat(5_000))));
            assertThat(client.readUntilGoAway()).isEqualTo(COMPRESSION_ERROR);
        }
    }

    /** The same loop after the client has made the table smaller. */
    @Test
    void rejectsAnEntryLargerThanAShrunkTable() throws IOException {
        try (Http2TestClient client = connect()) {
            client.send(request(1, new byte[] {0x20}, get(PATH), indexedField("a", "b")));
            assertThat(client.readUntilGoAway()).isEqualTo(COMPRESSION_ERROR);
        }
    }

    @Test
    void limitsTheDecodedSizeOfHeaders() throws IOException {
        try (Http2TestClient client = connect()) {
            byte[] references = new byte[15_000];
            Arrays.fill(references, (byte) 0xbe);
            client.send(request(1, get(PATH), indexedField("a", "b".repeat(2_000))));
            client.readUntilStreamEnds();
            client.send(request(3, get(PATH), references));
            assertThat(client.readUntilGoAway()).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void limitsTheLengthOfPaths() throws IOException {
        try (Http2TestClient client = connect()) {
            client.send(request(1, get("/search?q=" + "a".repeat(8_500))));
            assertThat(client.readUntilGoAway()).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    /** Empty CONTINUATION frames never reach a limit on sizes. */
    @Test
    void limitsContinuationFrames() throws IOException {
        try (Http2TestClient client = connect()) {
            client.send(frame(HEADERS, END_STREAM, 1, get(PATH)));
            assertThat(flood(client, frame(CONTINUATION, 0, 1), 20)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PRIORITY, SETTINGS, PING, WINDOW_UPDATE, UNKNOWN})
    void limitsFramesWithoutARequest(int type) throws IOException {
        byte[] payload =
                switch (type) {
                    case PRIORITY -> new byte[5];
                    case PING -> new byte[8];
                    case WINDOW_UPDATE -> integer(1);
                    default -> new byte[0];
                };
        int stream = type == PRIORITY ? 1 : 0;
        try (Http2TestClient client = connect()) {
            assertThat(flood(client, frame(type, 0, stream, payload), 230))
                    .isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @Test
    void limitsEmptyDataFrames() throws IOException {
        try (Http2TestClient client = connect()) {
            client.send(frame(HEADERS, END_HEADERS, 1, post("/batch")));
            assertThat(flood(client, frame(DATA, 0, 1), 230)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    /** CVE-2023-44487. */
    @Test
    void limitsResets() throws IOException {
        try (Http2TestClient client = connect()) {
            for (int stream = 1; stream < 2_000; stream += 2) {
                client.send(request(stream, get(PATH)), frame(RST_STREAM, 0, stream, integer(8)));
            }
            assertThat(client.readUntilGoAway()).isEqualTo(ENHANCE_YOUR_CALM);
        } catch (SocketException closed) {
            // The server has closed the connection while the test was still sending.
        }
        awaitIdle();
    }

    /** A stream that was reset is not concurrent any more, but its handler still waits. */
    @Test
    void limitsStreamsThatWereResetWhileTheyWaitForAWindow() throws IOException {
        try (Http2TestClient client = connect(setting(INITIAL_WINDOW_SIZE, 0))) {
            int stream = 1;
            try {
                for (; stream < 600; stream += 2) {
                    client.send(request(stream, get(PATH)));
                    Frame frame = client.read();
                    while (frame.type() != HEADERS && frame.type() != GO_AWAY) {
                        frame = client.read();
                    }
                    client.send(frame(RST_STREAM, 0, frame.stream(), integer(8)));
                }
            } catch (IOException closed) {
                // Expected after GOAWAY.
            }
            assertThat(stream).isLessThan(500);
        }
        awaitIdle();
    }

    @Test
    void rejectsWindowsThatAreTooLarge() throws IOException {
        try (Http2TestClient client = connect(setting(INITIAL_WINDOW_SIZE, -1))) {
            assertThat(client.readUntilGoAway()).isEqualTo(FLOW_CONTROL_ERROR);
            client.readUntilClosed();
        }
    }

    @Test
    void ignoresUnknownSettings() throws IOException {
        try (Http2TestClient client = connect(join(setting(8, 1), setting(0x1a2a, 0x01020304)))) {
            client.send(request(1, get(PATH)));
            client.readUntilStreamEnds();
        }
    }

    /** Helidon lets such handlers wait for 15 s after the connection has ended. */
    @Test
    void endsStreamsWithoutAWindowWithTheirConnection() throws IOException {
        long start = System.nanoTime();
        try (Http2TestClient client = connect(setting(INITIAL_WINDOW_SIZE, 0))) {
            for (int stream = 1; stream < 200; stream += 2) {
                client.send(request(stream, get(PATH)));
            }
            for (int headers = 0; headers < 100; ) {
                headers += client.read().type() == HEADERS ? 1 : 0;
            }
        }
        awaitIdle();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(10);
    }

    /** Helidon lets such handlers wait for ever. */
    @Test
    void endsStreamsWithUnfinishedBodiesWithTheirConnection() throws IOException {
        try (Http2TestClient client = connect()) {
            for (int stream = 1; stream < 200; stream += 2) {
                client.send(frame(HEADERS, END_HEADERS, stream, post("/batch")));
            }
            client.send(frame(PING, 0, 0, new byte[8]));
            while (client.read().type() != PING) {
                // Until the server has read the requests.
            }
            while (!server.server().isBusy()) {
                Thread.onSpinWait();
            }
        }
        awaitIdle();
    }
}
