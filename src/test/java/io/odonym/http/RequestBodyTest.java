package io.odonym.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The bytes of a body are never read as a request: a connection ends after a response to a request
 * whose body was not read to its end, and after a malformed body.
 */
class RequestBodyTest {

    private static final String HOST = "Host: localhost\r\n";
    private static final String SMUGGLED = "GET /health HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String LENGTH = "Content-Length: " + SMUGGLED.length() + "\r\n";
    private static final String CLOSING =
            "GET /health HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";
    private static final String BATCH = "{\"requests\":[{\"q\":\"rue\"}]}";
    private static final String SIZE = Integer.toHexString(BATCH.length());
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String send(String request) throws IOException {
        return server.client().raw(request, StandardCharsets.ISO_8859_1);
    }

    private static List<String> statuses(String responses) {
        return STATUS.matcher(responses).results().map(match -> match.group(1)).toList();
    }

    /** Sends a chunked batch and a further request on the same connection. */
    private static String sendChunked(String body) throws IOException {
        return send(
                "POST /batch HTTP/1.1\r\n"
                        + HOST
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + body
                        + CLOSING);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /unknown, 404",
        "GET, /search?q=port, 200",
        "GET, /search, 400",
        "PUT, /search, 405",
        "DELETE, /batch, 405",
        "HEAD, /health, 200",
        "OPTIONS, /batch, 200",
        "POST, /admin/reload, 404",
        "GET, /%zz, 400",
        "GET, /a%00b, 404",
    })
    void closesTheConnectionIfTheBodyWasNotRead(String method, String path, String status)
            throws Exception {
        String line = method + " " + path + " HTTP/1.1\r\n" + HOST;
        for (String framing :
                List.of(
                        "Expect: 100-continue\r\n" + LENGTH,
                        LENGTH,
                        "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                                + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                                + LENGTH)) {
            String responses = send(line + framing + "\r\n" + SMUGGLED);
            assertThat(statuses(responses))
                    .as(framing)
                    .singleElement()
                    .asString()
                    .startsWith(status);
            assertThat(responses).containsIgnoringCase("\r\nconnection: close\r\n");
        }
    }

    @Test
    void closesTheConnectionIfAChunkedBodyWasNotRead() throws Exception {
        assertThat(
                        statuses(
                                send(
                                        "GET /health HTTP/1.1\r\n"
                                                + HOST
                                                + "Expect: 100-continue\r\n"
                                                + "Transfer-Encoding: chunked\r\n\r\n"
                                                + SMUGGLED)))
                .containsExactly("200");
    }

    @Test
    void keepsTheConnectionIfTheBodyWasRead() throws Exception {
        assertThat(
                        statuses(
                                send(
                                        "POST /batch HTTP/1.1\r\n"
                                                + HOST
                                                + "Content-Length: "
                                                + BATCH.length()
                                                + "\r\n\r\n"
                                                + BATCH
                                                + CLOSING)))
                .containsExactly("200", "200");
        String form =
                new String(
                        MultipartForm.ofFile("q\nrue du port\n").toBytes(),
                        StandardCharsets.ISO_8859_1);
        assertThat(
                        statuses(
                                send(
                                        "POST /search/csv HTTP/1.1\r\n"
                                                + HOST
                                                + "Content-Type: "
                                                + MultipartForm.CONTENT_TYPE
                                                + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                + Integer.toHexString(form.length())
                                                + "\r\n"
                                                + form
                                                + "\r\n0\r\n\r\n"
                                                + CLOSING)))
                .containsExactly("200", "200");
    }

    @Test
    void answersABodyThatIsTooLargeBeforeItIsComplete() throws Exception {
        String batch = "[" + " ".repeat(5_000_000);
        assertThat(
                        statuses(
                                send(
                                        "POST /batch HTTP/1.1\r\n"
                                                + HOST
                                                + "Content-Length: 1000000000\r\n\r\n"
                                                + batch)))
                .containsExactly("413");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 0x5",
                "Content-Length: 5 5",
                "Content-Length: ",
                "Content-Length: 99999999999999999999",
                "Content-Length : 5",
                "Content-Length:\u000b5",
                " Content-Length: 5",
                "Content-Length: 5\n",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: ",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:chunked\r\n x",
            })
    void rejectsAmbiguousLengths(String headers) throws Exception {
        String responses =
                send("POST /batch HTTP/1.1\r\n" + HOST + headers + "\r\n\r\n0\r\n\r\n" + SMUGGLED);
        assertThat(statuses(responses)).containsExactly("400");
        assertThat(responses).containsIgnoringCase("\r\nconnection: close\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s\r\n%s\r\n0\r\n\r\n",
                "000%s\r\n%s\r\n000\r\n\r\n",
                "%s;a=b\r\n%s\r\n0;c\r\n\r\n",
                "%s ; a=\"b;c\"\r\n%s\r\n0\r\n\r\n",
                "%s\r\n%s\r\n0\r\nX-Trailer: 1\r\nContent-Length: 9\r\n\r\n",
            })
    void readsChunkedBodies(String body) throws Exception {
        assertThat(statuses(sendChunked(body.formatted(SIZE, BATCH))))
                .containsExactly("200", "200");
    }

    @Test
    void readsABodyInManyChunks() throws Exception {
        StringBuilder body = new StringBuilder();
        BATCH.chars().forEach(next -> body.append("1\r\n").append((char) next).append("\r\n"));
        assertThat(statuses(sendChunked(body + "0\r\n\r\n"))).containsExactly("200", "200");
        String large = BATCH + " ".repeat(300_000);
        assertThat(
                        statuses(
                                sendChunked(
                                        Integer.toHexString(large.length())
                                                + "\r\n"
                                                + large
                                                + "\r\n0\r\n\r\n")))
                .containsExactly("200", "200");
    }

    @Test
    void rejectsMalformedChunks() {
        List.of(
                        "%s\r\n%sXX0\r\n\r\n",
                        "%s\n%s\r\n0\r\n\r\n",
                        "%s\r\n%s\n0\r\n\r\n",
                        "-%s\r\n%s\r\n0\r\n\r\n",
                        "+%s\r\n%s\r\n0\r\n\r\n",
                        "0x%s\r\n%s\r\n0\r\n\r\n",
                        "%s \r\n%s\r\n0\r\n\r\n",
                        " %s\r\n%s\r\n0\r\n\r\n",
                        "%s;a\rb\r\n%s\r\n0\r\n\r\n",
                        "%s;\u0000\r\n%s\r\n0\r\n\r\n",
                        "%s\r\n%s\r\n0\r\nX\n\r\n\r\n",
                        "%s\r\n%s\r\n\r\n\r\n",
                        "ffffffffffffffff\r\n",
                        "\u001b[31mred\r\n",
                        "\u0663\r\n")
                .parallelStream()
                .forEach(
                        body -> {
                            String responses = sendChunkedUnchecked(body.formatted(SIZE, BATCH));
                            assertThat(statuses(responses)).as(body).containsExactly("400");
                            assertThat(responses).containsIgnoringCase("\r\nconnection: close\r\n");
                        });
    }

    private static String sendChunkedUnchecked(String body) {
        try {
            return sendChunked(body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void limitsExtensionsAndTrailers() throws Exception {
        String filler = "a".repeat(9_000);
        assertThat(statuses(sendChunked(SIZE + ";" + filler + "\r\n"))).containsExactly("400");
        assertThat(statuses(sendChunked("0\r\nX: " + filler + "\r\n"))).containsExactly("400");
        assertThat(statuses(sendChunked("0\r\n" + "X: y\r\n".repeat(3_000))))
                .containsExactly("400");
    }
}
