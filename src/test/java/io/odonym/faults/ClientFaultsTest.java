package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;

import io.odonym.geocode.Indexes;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Slow, idle and numerous clients must not affect other clients. */
class ClientFaultsTest {

    private static final String SEARCH = "/search?q=rue+du+port";

    private static final String UPLOAD_HEAD =
            "POST /search/csv HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                    + MultipartForm.CONTENT_TYPE
                    + "\r\n";

    @TempDir private Path folder;

    private static MultipartForm form(String rows) {
        return MultipartForm.ofFile("adresse\n" + rows);
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void toleratesTenThousandIdleConnections() throws Exception {
        long descriptors =
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os
                        ? os.getMaxFileDescriptorCount()
                        : 0;
        assumeTrue(descriptors >= 12_000, "needs 12,000 file descriptors, has " + descriptors);
        try (ServerProcess program =
                ServerProcess.serve("true", List.of("-Xmx384m"), Indexes.of(folder, "Amiens"))) {
            HttpTestClient client = program.client();
            List<Socket> idle = new ArrayList<>();
            try {
                for (int i = 0; i < 10_000; i++) {
                    idle.add(client.connect());
                }
                assertThat(HttpTestClient.getStatusLine(idle.getLast(), SEARCH))
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(HttpTestClient.getStatusLine(idle.getFirst(), SEARCH))
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(client.get(SEARCH).statusCode()).isEqualTo(200);
                assertThat(client.upload("/search/csv", form("rue du port\n")).body().lines())
                        .hasSize(2);
            } finally {
                close(idle);
            }
            assertThat(client.get(SEARCH).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void toleratesAClientThatDoesNotReadItsFile() throws Exception {
        try (ServerProcess program =
                ServerProcess.serve("true", List.of(), Indexes.of(folder, "Amiens"))) {
            HttpTestClient client = program.client();
            try (Socket reader = client.connect()) {
                sendLargeFile(reader);
                byte[] line = reader.getInputStream().readNBytes("HTTP/1.1 200 OK".length());
                assertThat(new String(line, StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200 OK");
                assertThat(client.get(SEARCH).statusCode()).isEqualTo(200);
                assertThat(client.upload("/search/csv", form("rue du port\n")).statusCode())
                        .isEqualTo(200);
            }
            awaitAborted(client);
        }
    }

    @Test
    void abortedUploadsAreNotServerErrors() throws Exception {
        try (ServerProcess program =
                ServerProcess.serve("true", List.of(), Indexes.of(folder, "Amiens"))) {
            HttpTestClient client = program.client();
            try (Socket aborting = client.connect()) {
                aborting.getOutputStream()
                        .write(
                                (UPLOAD_HEAD
                                                + "Content-Length: 100000\r\n\r\n"
                                                + "--"
                                                + MultipartForm.BOUNDARY
                                                + "\r\nContent-Disposition: form-data;"
                                                + " name=\"data\"; filename=\"a.csv\"\r\n\r\n"
                                                + "adresse\nrue du port\n")
                                        .getBytes(StandardCharsets.US_ASCII));
            }
            awaitAborted(client);
            assertThat(program.output())
                    .doesNotContain("cannot process the request", "Internal server");
        }
    }

    /** Uploads a file whose result exceeds all socket buffers. */
    private static void sendLargeFile(Socket socket) throws IOException {
        byte[] body = form("rue du port\n".repeat(100_000)).toBytes();
        socket.getOutputStream()
                .write(
                        (UPLOAD_HEAD + "Content-Length: " + body.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
    }

    private static void awaitAborted(HttpTestClient client) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!client.get("/metrics").body().contains("status=\"aborted\"} 1.0")) {
            assertThat(System.nanoTime()).as("aborted within 30 s").isLessThan(deadline);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "GET /sea",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /search?q=rue HTTP/1.1\r\nHost: local",
                UPLOAD_HEAD + "Content-Length: 1000\r\n\r\n--bOuNdArY\r\n",
                UPLOAD_HEAD + "Transfer-Encoding: chunked\r\n\r\n10\r\n--bOuNdArY\r\n",
                "POST /batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
            })
    void closesConnectionsOfIdleClients(String sent) throws Exception {
        try (ServerProcess program = serveWithShortTimeout()) {
            HttpTestClient client = program.client();
            List<Socket> slow = new ArrayList<>();
            try {
                for (int i = 0; i < 50; i++) {
                    Socket socket = client.connect();
                    socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
                    slow.add(socket);
                }
                assertThat(client.get(SEARCH).statusCode()).isEqualTo(200);
                for (Socket socket : slow) {
                    String response =
                            new String(
                                    socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    assertThat(response).doesNotContain(" 200 ", " 500 ");
                }
            } finally {
                close(slow);
            }
            assertThat(program.output())
                    .doesNotContain("cannot process the request", "SEVERE", "Exception");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n, HTTP/1.1 200 OK",
        "PROPFIND /search HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n, HTTP/1.1 405",
        "PRI * HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n, HTTP/1.1 40",
        "PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n, HTTP/1.1 4"
    })
    void readsRequestsByteByByte(String sent, String expectedStart) throws Exception {
        try (ServerProcess program =
                        ServerProcess.serve("true", List.of(), Indexes.of(folder, "Amiens"));
                Socket socket = program.client().connect()) {
            socket.setTcpNoDelay(true);
            for (byte each : sent.translateEscapes().getBytes(StandardCharsets.US_ASCII)) {
                socket.getOutputStream().write(each);
            }
            String expected = expectedStart.translateEscapes();
            assertThat(
                            new String(
                                    socket.getInputStream().readNBytes(expected.length()),
                                    StandardCharsets.US_ASCII))
                    .isEqualTo(expected);
        }
    }

    @Test
    void closesConnectionsOfClientsThatDoNotRead() throws Exception {
        try (ServerProcess program = serveWithShortTimeout()) {
            HttpTestClient client = program.client();
            try (Socket reader = client.connect()) {
                sendLargeFile(reader);
                awaitAborted(client);
            }
            assertThat(program.output())
                    .doesNotContain("cannot process the request", "SEVERE", "Exception");
        }
    }

    /** Starts a server whose idle time-out is two seconds. */
    private ServerProcess serveWithShortTimeout() throws Exception {
        Path configuration = Files.writeString(folder.resolve("p"), "idle-timeout=2\n");
        return ServerProcess.serve(
                "true",
                List.of(),
                Indexes.of(folder, "Amiens"),
                "--config",
                configuration.toString());
    }
}
