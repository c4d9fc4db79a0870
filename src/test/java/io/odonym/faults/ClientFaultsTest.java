package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;

import io.odonym.geocode.Indexes;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slow, idle and numerous clients must not affect other clients. */
class ClientFaultsTest {

    private static final String SEARCH = "/search?q=rue+du+port";

    private static final String UPLOAD_HEAD =
            "POST /search/csv HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                    + MultipartForm.CONTENT_TYPE
                    + "\r\n";

    /** Beginnings of requests that a client sends before it falls silent. */
    private static final List<String> UNFINISHED =
            List.of(
                    "",
                    "P",
                    "GET /sea",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                    "GET /search?q=rue HTTP/1.1\r\nHost: local",
                    UPLOAD_HEAD + "Content-Length: 1000\r\n\r\n--bOuNdArY\r\n",
                    UPLOAD_HEAD + "Transfer-Encoding: chunked\r\n\r\n10\r\n--bOuNdArY\r\n",
                    "POST /batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{");

    /** The expected start of the response to each request. */
    private static final Map<String, String> RESPONSES =
            Map.of(
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 200 OK",
                    "PROPFIND /search HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 405",
                    "PRI * HTTP/1.1\r\nHost: localhost\r\n\r\n", "HTTP/1.1 40",
                    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 4");

    @TempDir private Path folder;

    private static MultipartForm form(String rows) {
        return MultipartForm.ofFile("adresse\n" + rows);
    }

    private static void close(Collection<Socket> sockets) throws IOException {
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

    @Test
    void closesConnectionsOfIdleClients() throws Exception {
        try (ServerProcess program = serveWithShortTimeout()) {
            HttpTestClient client = program.client();
            Map<Socket, String> idle = new LinkedHashMap<>();
            try {
                for (int i = 0; i < 50; i++) {
                    for (String sent : UNFINISHED) {
                        Socket socket = client.connect();
                        socket.getOutputStream().write(sent.getBytes(StandardCharsets.UTF_8));
                        idle.put(socket, sent);
                    }
                }
                assertThat(client.get(SEARCH).statusCode()).isEqualTo(200);
                for (Map.Entry<Socket, String> each : idle.entrySet()) {
                    byte[] response = each.getKey().getInputStream().readAllBytes();
                    assertThat(new String(response, StandardCharsets.UTF_8))
                            .as("response to %s", each.getValue())
                            .doesNotContain(" 200 ", " 500 ");
                }
            } finally {
                close(idle.keySet());
            }
            assertThat(program.output())
                    .doesNotContain("cannot process the request", "SEVERE", "Exception");
        }
    }

    @Test
    void readsRequestsByteByByte() throws Exception {
        try (ServerProcess program =
                ServerProcess.serve("true", List.of(), Indexes.of(folder, "Amiens"))) {
            for (Map.Entry<String, String> each : RESPONSES.entrySet()) {
                try (Socket socket = program.client().connect()) {
                    socket.setTcpNoDelay(true);
                    for (byte letter : each.getKey().getBytes(StandardCharsets.US_ASCII)) {
                        socket.getOutputStream().write(letter);
                    }
                    byte[] start = socket.getInputStream().readNBytes(each.getValue().length());
                    assertThat(new String(start, StandardCharsets.US_ASCII))
                            .as("response to %s", each.getKey())
                            .isEqualTo(each.getValue());
                }
            }
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
