package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Parameters, envelopes and errors as recorded from addok 1.3.2. The table is the resource {@code
 * addok.tsv}; {@code record.py} beside it records the responses.
 */
class AddokContractTest {

    private static FakeGeocoderServer server;

    /**
     * One line of the table.
     *
     * @param body the JSON of the response; empty if it has no body
     */
    record Exchange(String method, String target, int status, String body) {

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Exchange> exchanges() throws IOException {
        try (InputStream table = AddokContractTest.class.getResourceAsStream("addok.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Exchange(cells[0], cells[1], status(cells[2]), cells[3]))
                    .toList();
        }
    }

    /** Parses a status; an exclamation mark before it marks an intended difference to addok. */
    private static int status(String cell) {
        return Integer.parseInt(cell.replace("!", ""));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void respondsAsAddok(Exchange exchange) throws IOException {
        // The request is sent as text, since a client library would normalize some targets.
        String response =
                server.client()
                        .raw(
                                exchange.method()
                                        + " "
                                        + exchange.target()
                                        + " HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Connection: close\r\n\r\n");
        String head = response.substring(0, response.indexOf("\r\n\r\n"));
        String body = response.substring(head.length() + 4);
        assertThat(head).startsWith("HTTP/1.1 " + exchange.status() + " ");
        assertThat(head).containsIgnoringCase("\r\nAccess-Control-Allow-Origin: *");
        assertThat(head).containsIgnoringCase("\r\nAccess-Control-Allow-Headers: X-Requested-With");
        // Compared as text, since the order of the keys and the digits are part of the contract.
        assertThat(body).isEqualTo(compact(exchange.body()));
    }

    /** Converts JSON of Python's json.dumps to compact JSON in UTF-8. */
    private static String compact(String python) {
        StringBuilder compact = new StringBuilder(python.length());
        boolean quoted = false;
        for (int i = 0; i < python.length(); i++) {
            char letter = python.charAt(i);
            if (letter == '\\') {
                int code =
                        python.charAt(i + 1) == 'u'
                                ? Integer.parseInt(python, i + 2, i + 6, 16)
                                : 0;
                if (code >= 0x7f) {
                    compact.append((char) code);
                    i += 5;
                } else {
                    compact.append(letter).append(python.charAt(++i));
                }
            } else {
                quoted ^= letter == '"';
                if (quoted || letter != ' ') {
                    compact.append(letter);
                }
            }
        }
        return compact.toString();
    }
}
