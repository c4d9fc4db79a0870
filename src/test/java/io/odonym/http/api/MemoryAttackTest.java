package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.http.IndexedServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests that would use up the memory of a server without limits on the total. */
@Timeout(30)
class MemoryAttackTest {

    /** Requests may hold 1 MiB together; one client may hold half of that. */
    private static final int BUDGET = 1 << 20;

    @TempDir private static Path folder;
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server =
                AmiensServer.start(folder, Map.of("ODONYM_REQUEST_MEMORY", String.valueOf(BUDGET)));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<String> batch(String search, int count) {
        return server.client()
                .post(
                        "/batch",
                        Collections.nCopies(count, search).stream()
                                .collect(Collectors.joining(",", "[", "]")));
    }

    @Test
    void limitsTheResultsOfReverseSearchesInABatch() {
        HttpResponse<String> response =
                batch("{\"lat\":49.9,\"lon\":2.3,\"limit\":1000000,\"nearest\":true}", 4);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("request-memory");
        assertThat(batch("{\"lat\":49.9,\"lon\":2.3,\"limit\":1000000}", 1).body())
                .contains("out of range (1..100)");
    }

    @Test
    void streamsTheResponseToALargeBatch() {
        String single = server.get("/search?q=boulevard+du+port").body();
        HttpResponse<String> response = batch("{\"q\":\"boulevard du port\"}", 400);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("transfer-encoding")).contains("chunked");
        assertThat(response.body())
                .isEqualTo(
                        Collections.nCopies(400, single).stream()
                                .collect(Collectors.joining(",", "{\"results\":[", "]}")));
    }

    @Test
    void limitsTheParsedValuesOfABatch() {
        String values = String.join(",", Collections.nCopies(3000, "\"1\""));
        HttpResponse<String> response = batch("{\"q\":[" + values + "]}", 1);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("limit is 524288 bytes (request-memory)");
    }

    /** Clients that begin many large batches and never end them. */
    @Test
    void rejectsUnfinishedBodiesOverTheBudget() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                Socket socket = server.client().connect();
                sockets.add(socket);
                socket.getOutputStream()
                        .write(
                                ("POST /batch HTTP/1.1\r\n"
                                                + "Host: a\r\n"
                                                + "Content-Length: 4000000\r\n\r\n"
                                                + "["
                                                + " ".repeat(140_000))
                                        .getBytes(StandardCharsets.US_ASCII));
            }
            // Each body takes 256 KiB of the 512 KiB of this client, so at least six are rejected
            // without waiting for the rest of their bodies; which ones is up to their order.
            int rejected = 0;
            for (Socket socket : sockets) {
                socket.setSoTimeout(rejected < 6 ? 10_000 : 1);
                rejected += isRejected(socket) ? 1 : 0;
                if (rejected == 6) {
                    break;
                }
            }
            assertThat(rejected).isEqualTo(6);
            assertThat(server.get("/search?q=port").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isRejected(Socket socket) throws Exception {
        if (socket.getInputStream().available() == 0 && !awaitInput(socket)) {
            return false;
        }
        String status =
                new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine();
        assertThat(status).startsWith("HTTP/1.1 503");
        return true;
    }

    private static boolean awaitInput(Socket socket) {
        for (int i = 0; i < 200; i++) {
            try {
                if (socket.getInputStream().available() > 0) {
                    return true;
                }
                // Each request lets the server process the other connections.
                server.get("/health/live");
            } catch (IOException closed) {
                return true;
            }
        }
        return false;
    }

    /** Clients that send long headers and never end them, or the body after them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\r\nContent-Length: 100\r\n\r\n"})
    void closesConnectionsWhoseHeadersExceedTheBudget(String end) throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try {
            byte[] header =
                    ("POST /search/csv HTTP/1.1\r\n"
                                    + "Host: a\r\n"
                                    + "Content-Type: multipart/form-data; boundary=a\r\n"
                                    + "X: "
                                    + "x".repeat(6000)
                                    + end)
                            .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 120; i++) {
                Socket socket = server.client().connect();
                sockets.add(socket);
                socket.getOutputStream().write(header);
            }
            // 512 KiB hold the headers of about 85 connections.
            assertThat(sockets.stream().filter(MemoryAttackTest::isClosed).count())
                    .isBetween(20L, 60L);
            assertThat(server.get("/search?q=port").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(50);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void limitsTheFieldsOfAForm() {
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/search/csv",
                                MultipartForm.ofFile("a\nport\n")
                                        .fields(
                                                Collections.nCopies(
                                                                10, "columns=" + "a".repeat(60_000))
                                                        .toArray(String[]::new)));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("Form too large, limit of all fields is 262144 bytes");
    }

    /** A row is held by several buffers at the same time. */
    @Test
    void limitsTheMemoryOfTheRowsOfAFile() {
        HttpResponse<String> wide = upload(server.client(), "a\n" + ",".repeat(12_000) + "\n");
        assertThat(wide.statusCode()).isEqualTo(413);
        assertThat(wide.body()).contains("limit is 524288 bytes (request-memory)");
        HttpResponse<String> hostile = upload(server.client(), "a\n" + "x".repeat(40_000) + "\n");
        assertThat(hostile.statusCode()).isEqualTo(413);
        assertThat(upload(server.client(), "a\n" + "port\n".repeat(60)).statusCode())
                .as("the memory is released")
                .isEqualTo(200);
    }

    private static HttpResponse<String> upload(HttpTestClient client, String file) {
        return client.upload("/search/csv", MultipartForm.ofFile(file));
    }

    @Test
    void limitsTheCellsAndCharactersOfARow() {
        try (GeocodingServer ordinary = server.startAnother(Map.of())) {
            HttpTestClient client = HttpTestClient.of(ordinary.port());
            assertThat(upload(client, "a,b\n" + ",".repeat(20_000) + "\n").body())
                    .contains("The row in line 2 has more than 16384 cells.");
            String cell = "x".repeat(600_000);
            assertThat(upload(client, "a,b\n" + cell + "," + cell + "\n").body())
                    .contains("The row in line 2 has more than 1048576 characters.");
        }
    }

    /** The query of a row that names a long cell 200 times is too long, but is not built. */
    @Test
    void doesNotRepeatALongCellInItsQuery() {
        try (GeocodingServer ordinary = server.startAnother(Map.of())) {
            HttpResponse<String> response =
                    HttpTestClient.of(ordinary.port())
                            .upload(
                                    "/search/csv",
                                    MultipartForm.ofFile("a\n" + "x".repeat(150_000) + "\n")
                                            .fields(
                                                    Collections.nCopies(200, "columns=a")
                                                            .toArray(String[]::new)));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("x-odonym-warning")).contains("1");
        }
    }
}
