package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.IndexedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

class BatchHandlerTest {

    @TempDir private static Path folder;
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = AmiensServer.start(folder, Map.of("ODONYM_BATCH_SIZE", "4"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<String> batch(String body) {
        return server.client().post("/batch", body);
    }

    @Test
    void returnsResultsInOrderAsSingleSearchesDo() {
        HttpResponse<String> response =
                batch(
                        """
                        {"requests": [{"q": "8 boulevard du port", "limit": 1, "autocomplete": false},
                                      {"lat": 49.91, "lon": 2.31},
                                      {"q": ""},
                                      {"q": "port", "postcode": ["80000", "75001"]}]}
                        """);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(
                        "{\"results\":["
                                + body("/search?q=8+boulevard+du+port&limit=1&autocomplete=0")
                                + ","
                                + body("/reverse?lat=49.91&lon=2.31")
                                + ",{\"title\":\"Missing parameter\",\"description\":\"The"
                                + " \\\"q\\\" parameter is required.\",\"status\":400},"
                                + body("/search?q=port&postcode=80000&postcode=75001")
                                + "]}");
    }

    private static String body(String path) {
        return server.get(path).body();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    nonsense                   | The body is not valid JSON: line 1, column 1.
                    {"requests": [{"q": "x"}   | The body is not valid JSON: line 1, column 25.
                    {}                         | The body must be {"requests": [...]}.
                    7                          | The body must be {"requests": [...]}.
                    ``                         | The body is empty.
                    """)
    void rejectsMalformedBatches(String body, String description) {
        HttpResponse<String> response = batch(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThatJson(response.body()).node("title").isEqualTo("Invalid batch");
        assertThatJson(response.body()).node("description").isString().isEqualTo(description);
    }

    /** One element that is not valid must not affect the other searches. */
    @Test
    void reportsAnElementThatIsNotValidInItsPlace() {
        assertThatJson(batch("[7, null, {\"q\": {}}, {\"q\": \"port\"}]").body())
                .isEqualTo(
                        "{\"results\":[{\"title\":\"Invalid request\",\"description\":\"It is not"
                            + " an object.\",\"status\":400},{\"title\":\"Invalid"
                            + " request\",\"description\":\"It is not an"
                            + " object.\",\"status\":400},{\"title\":\"Invalid"
                            + " parameter\",\"description\":\"The \\\"q\\\" parameter is invalid."
                            + " The value is not a string or a number.\",\"status\":400},"
                                + body("/search?q=port")
                                + "]}");
    }

    @Test
    void rejectsTooManySearches() {
        HttpResponse<String> response =
                batch("[{\"q\":1},{\"q\":1},{\"q\":1},{\"q\":1},{\"q\":1}]");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThatJson(response.body()).isEqualTo("{\"title\": \"Too many requests, limit is 4\"}");
    }

    @Test
    void rejectsBodiesThatAreTooLarge() {
        assertThat(batch("[" + " ".repeat(4 * 4096) + "]").statusCode()).isEqualTo(413);
    }

    @Test
    void acceptsAnEmptyBatch() {
        assertThatJson(batch("[]").body()).isEqualTo("{\"results\": []}");
    }

    /** An empty list and null are the same as an absent parameter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"requests\": [{\"q\": [], \"limit\": [], \"lat\": 0.0}]}",
                "[{\"q\": null}]",
                "[{}]",
            })
    void treatsEmptyValuesAsAbsent(String body) {
        HttpResponse<String> response = batch(body);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThatJson(response.body())
                .node("results[0].description")
                .asString()
                .endsWith("parameter is required.");
    }

    /** Names whose hash codes collide in Jackson's table of names ended a request with 500. */
    @Test
    void answersEveryBodyThatItCannotReadWith400() {
        for (String value :
                new String[] {
                    "1".repeat(1_001),
                    "1." + "0".repeat(2_000),
                    "1e" + "1".repeat(2_000),
                    "-" + "9".repeat(1_100),
                    "\"\\ud800",
                    "[[[[[[" + "[".repeat(2_000),
                    "tru",
                }) {
            assertThat(batch("[{\"q\": " + value + "}]").statusCode()).as(value).isEqualTo(400);
        }
    }

    @Test
    void answersPreflightRequests() {
        HttpResponse<String> response =
                server.client()
                        .send(
                                "OPTIONS",
                                "/batch",
                                "Origin",
                                "https://page.example",
                                "Access-Control-Request-Method",
                                "POST",
                                "Access-Control-Request-Headers",
                                "content-type");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(response.headers().firstValue("access-control-allow-methods"))
                .contains("POST, OPTIONS");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .contains("X-Requested-With, Content-Type, traceparent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /search?q=port", "GET /search", "GET /unknown", "PUT /batch", "GET /%zz",
                "G(T /", "GET /health", "GET /metrics", "GET /docs", "POST /search/csv",
            })
    void preventsThatBrowsersGuessContentTypes(String request) throws Exception {
        assertThat(
                        server.client()
                                .raw(
                                        request
                                                + " HTTP/1.1\r\nHost: localhost\r\n"
                                                + "Connection: close\r\n\r\n"))
                .containsIgnoringCase("\r\nx-content-type-options: nosniff\r\n");
    }
}
