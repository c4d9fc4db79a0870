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
                    ``                         | The body must be {"requests": [...]}.
                    [7]                        | Request 1 is not an object.
                    [{"q": {}}]                | "q" of request 1 is not a string or a number.
                    """)
    void rejectsMalformedBatches(String body, String description) {
        HttpResponse<String> response = batch(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThatJson(response.body()).node("title").isEqualTo("Invalid batch");
        assertThatJson(response.body()).node("description").isString().isEqualTo(description);
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
}
