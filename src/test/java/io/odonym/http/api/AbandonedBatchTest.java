package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoder;
import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Clients that leave before the end of their batch. */
@Timeout(30)
class AbandonedBatchTest {

    /** All batch threads run searches of the batch, none of which ends on its own. */
    private static final int SEARCHES = 12 * Runtime.getRuntime().availableProcessors();

    private static String batch(String query) {
        return String.join(",", Collections.nCopies(SEARCHES, "{\"q\":\"" + query + "\"}"));
    }

    private static byte[] post(String body) {
        return ("POST /batch HTTP/1.1\r\nHost: a\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void endsTheSearchesAndReleasesWhatTheBatchHolds() throws Exception {
        try (FakeGeocoderServer server = new FakeGeocoderServer()) {
            try (Socket client = server.client().connect()) {
                client.getOutputStream()
                        .write(post("[" + batch(FakeGeocoder.BLOCKING_QUERY) + "]"));
                assertThat(server.geocoder().blocked.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(server.get("/metrics").body())
                        .doesNotContain("odonym_request_memory_bytes 0.0");
                // The connection is reset, so that the next write of the server fails.
                client.setSoLinger(true, 0);
            }
            while (server.server().isBusy()) {
                Thread.onSpinWait();
            }
            assertThat(server.get("/metrics").body()).contains("odonym_request_memory_bytes 0.0");
            HttpResponse<String> next = server.client().post("/batch", "[" + batch("rue") + "]");
            assertThat(next.statusCode()).as("the threads are free").isEqualTo(200);
        }
    }

    /** A client that waits receives the results, after spaces. */
    @Test
    void sendsSpacesWhileAClientWaits() throws Exception {
        try (FakeGeocoderServer server = new FakeGeocoderServer();
                Socket client = server.client().connect()) {
            client.getOutputStream()
                    .write(post("[{\"q\":\"" + FakeGeocoder.BLOCKING_QUERY + "\"}]"));
            byte[] start = new byte[1024];
            int length = 0;
            List<String> expected = List.of("{\"results\":[ ", "\r\n \r\n");
            for (String part : expected) {
                while (!new String(start, 0, length, StandardCharsets.US_ASCII).contains(part)) {
                    int read = client.getInputStream().read(start, length, start.length - length);
                    assertThat(read).isPositive();
                    length += read;
                }
            }
            server.geocoder().release.countDown();
            String rest =
                    new String(client.getInputStream().readNBytes(60), StandardCharsets.US_ASCII);
            assertThat(rest).contains("{\"type\":\"FeatureCollection\"");
        }
    }

    /** The rest of a body over the limit may never arrive. */
    @Test
    void rejectsABodyThatIsTooLargeBeforeItsEnd() throws Exception {
        try (FakeGeocoderServer server = new FakeGeocoderServer(Map.of("ODONYM_BATCH_SIZE", "4"));
                Socket client = server.client().connect()) {
            client.getOutputStream()
                    .write(
                            ("POST /batch HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n["
                                            + " ".repeat(4 * 4096))
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(
                            new String(
                                    client.getInputStream().readNBytes(12),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }
}
