package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.RunningServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Parameters, envelopes and errors as a real addok 1.3.2 answered them: see record.py beside the
 * table.
 */
class AddokContractTest {

    private static RunningServer server;

    /**
     * One line of the table.
     *
     * @param body as Python's json.dumps writes it
     */
    record Exchange(String method, String target, int status, String body) {

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    @BeforeAll
    static void start() {
        server = new RunningServer();
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

    private static int status(String cell) {
        return Integer.parseInt(cell.replace("!", ""));
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void answersAsAddok(Exchange exchange) throws IOException {
        // A client library would mend some of these targets.
        String answer =
                server.raw(
                        exchange.method()
                                + " "
                                + exchange.target()
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(head).startsWith("HTTP/1.1 " + exchange.status() + " ");
        assertThat(head).containsIgnoringCase("\r\nAccess-Control-Allow-Origin: *");
        assertThat(head).containsIgnoringCase("\r\nAccess-Control-Allow-Headers: X-Requested-With");
        assertThat(answer.substring(head.length() + 4)).isEqualTo(compact(exchange.body()));
    }

    /**
     * The same JSON as we write it: no space between members, characters beyond ASCII as they are.
     */
    static String compact(String python) {
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
