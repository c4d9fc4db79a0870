package io.odonym.http.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

class SocketHttpClientTest {

    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static SocketHttpClient connect() throws IOException {
        return SocketHttpClient.connect("127.0.0.1", server.server().port());
    }

    @Test
    void sendsSeveralRequestsOnOneConnection() throws IOException {
        try (SocketHttpClient client = connect()) {
            assertThat(client.send("GET /search?q=é HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(400);
        }
        try (SocketHttpClient client = connect()) {
            assertThat(client.send("GET /search?q=a HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(200);
            assertThat(client.send("GET /nope HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(404);
            assertThat(client.send("GET /health HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(200);
        }
    }

    @Test
    void readsResponsesWithoutALength() throws IOException {
        assertThat(respond("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"))
                .isEqualTo(200);
    }

    @Test
    void rejectsOtherProtocols() {
        assertThatThrownBy(() -> respond("SSH-2.0-server\r\n\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("not an HTTP/1.1 status line: SSH-2.0-server");
    }

    @Test
    void reportsAClosedConnection() {
        assertThatThrownBy(() -> respond("HTTP/1.1 200 OK\r\nContent-"))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection was closed before the end of the response");
    }

    /** Sends a request to a server that responds with a text and closes the connection. */
    private static int respond(String response) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketHttpClient client =
                        SocketHttpClient.connect("127.0.0.1", listener.getLocalPort())) {
            try (Socket accepted = listener.accept()) {
                accepted.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                accepted.shutdownOutput();
                return client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            }
        }
    }
}
