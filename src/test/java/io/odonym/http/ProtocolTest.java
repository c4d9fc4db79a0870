package io.odonym.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** HTTP versions, compression, and limits of the request line and headers. */
class ProtocolTest {

    private static final String EXPLAINED = "/search?q=34+avenue+de+l'opera+paris&explain=1";

    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A proxy that forwards the upgrade would no longer apply its rules to the connection. */
    @Test
    void doesNotUpgradeToHttp2() throws Exception {
        assertThat(
                        server.client()
                                .raw(
                                        "GET /health/live HTTP/1.1\r\nHost: localhost\r\n"
                                                + "Connection: Upgrade, HTTP2-Settings, close\r\n"
                                                + "Upgrade: h2c\r\n"
                                                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n");
    }

    @Test
    void compressesLargeResponsesOnRequest() throws Exception {
        HttpResponse<byte[]> response =
                server.client().getBytes("/openapi.json", "Accept-Encoding", "br, gzip");
        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(response.headers().firstValue("vary")).contains("Accept-Encoding");
        HttpResponse<String> plain = server.get("/openapi.json");
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(plain.body());
    }

    @Test
    void doesNotCompressSmallResponses() {
        HttpResponse<String> response = server.get(EXPLAINED, "Accept-Encoding", "gzip");
        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        assertThatJson(response.body()).node("explanation").isPresent();
    }

    @Test
    void rejectsRequestLinesAndHeadersThatAreTooLong() {
        assertThat(server.get("/search?q=" + "x".repeat(9_000)).statusCode()).isBetween(400, 431);
        assertThat(server.get("/search?q=port", "X-Long", "x".repeat(20_000)).statusCode())
                .isBetween(400, 431);
    }

    /** gunicorn, the server of addok, has the same limit. */
    @Test
    void limitsTheNumberOfHeaderFields() throws Exception {
        String most = "GET /health/live HTTP/1.1\r\nHost: a\r\n" + "X: \r\n".repeat(98);
        assertThat(server.client().raw(most + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(server.client().raw(most + "X: \r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    /** The server closes the connection after such a request. */
    @ParameterizedTest
    @ValueSource(strings = {"G(T", "\u0010+L", "{}", "GET\u007f", "G\u00e9T", "\u0000", "G\"T"})
    void rejectsMalformedMethods(String method) throws Exception {
        assertThat(
                        server.client()
                                .raw(
                                        method
                                                + " /search?q=port HTTP/1.1\r\n"
                                                + "Host: localhost\r\n\r\n",
                                        StandardCharsets.ISO_8859_1))
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .containsIgnoringCase("connection: close\r\n")
                .endsWith("{\"title\":\"400 Bad Request\"}");
    }
}
