package io.odonym.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The HTTP API over the index-data that comes with the project, on a port of its own; the words of
 * errors are addok's.
 */
class IndexDataServerTest {

    @TempDir private static Path folder;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = IndexedServer.start(Path.of("index-data"), folder.resolve("index"), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<String> send(String method, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    34 avenue de l'opera paris | 34 Avenue de l'Opéra 75002 Paris
                    12 bis r de rivoli 75004   | Rue de Rivoli 75004 Paris
                    12 r de rivoli 75004       | 12 Rue de Rivoli 75004 Paris
                    Marseille                  | Marseille
                    rue de la paix 75002       | Rue de la Paix 75002 Paris
                    bld st germain 75006       | Boulevard Saint-Germain 75006 Paris
                    avenue daumenil            | Avenue Daumesnil 75012 Paris
                    """)
    void findsAddresses(String query, String label) throws Exception {
        for (String path : List.of("/search?q=", "/search/?q=")) {
            HttpResponse<String> response = get(path + encode(query) + "&autocomplete=0");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"features\":[{\"type\":\"Feature\"");
            String first = response.body().substring(response.body().indexOf("\"label\":\"") + 9);
            assertThat(first).startsWith(label + "\"");
        }
    }

    @Test
    void writesTheWholeEnvelopeAsAddok() throws Exception {
        HttpResponse<String> response =
                get(
                        "/search/?q=amiens&limit=1&type=municipality+street&type=locality&lat=49.9&lon=2.3&autocomplete=0");
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/json; charset=utf-8");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .contains("X-Requested-With");
        assertThat(response.body())
                .isEqualTo(
                        "{\"type\":\"FeatureCollection\",\"version\":\"draft\",\"features\":[{\"type\":\"Feature\",\"geometry\":"
                            + "{\"type\":\"Point\",\"coordinates\":[2.285,49.899]},\"properties\":{\"label\":\"Amiens\","
                            + "\"score\":0.9613161707164046,\"id\":\"80021\",\"type\":\"municipality\",\"name\":\"Amiens\","
                            + "\"postcode\":\"80000\",\"citycode\":\"80021\",\"x\":648588.58,\"y\":6978043.87,\"population\":136449,\"city\":\"Amiens\",\"context\":\"80,"
                            + " Somme, Hauts-de-France\","
                            + "\"importance\":0.53626,\"municipality\":\"Amiens\",\"distance\":1079}}],"
                            + "\"attribution\":\"BAN\",\"licence\":\"ETALAB-2.0\",\"query\":\"amiens\",\"filters\":"
                            + "{\"type\":[\"municipality\",\"street\",\"locality\"]},\"center\":[2.3,49.9],\"limit\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /search                                | 400 | {"title":"Missing parameter","description":"The \\"q\\" parameter is required."}
                    /search/?q=                            | 400 | {"title":"Missing parameter","description":"The \\"q\\" parameter is required."}
                    /search?q=x&limit=a                    | 400 | {"title":"Invalid parameter","description":"The \\"limit\\" parameter is invalid. The value must be an integer."}
                    /search?q=x&limit=101                  | 400 | {"title":"Invalid parameter","description":"The \\"limit\\" parameter is invalid. out of range (1..100)"}
                    /search?q=x&limit=-1                   | 400 | {"title":"Invalid parameter","description":"The \\"limit\\" parameter is invalid. out of range (1..100)"}
                    /search?q=x&autocomplete=maybe         | 400 | {"title":"Invalid parameter","description":"The \\"autocomplete\\" parameter is invalid. The value of the parameter must be \\"true\\" or \\"false\\"."}
                    /search?q=x&lat=a&lon=2                | 400 | {"title":"Invalid parameter","description":"The \\"lat\\" parameter is invalid. invalid value"}
                    /search?q=x&lat=&lon=2                 | 400 | {"title":"Invalid parameter","description":"The \\"lat\\" parameter is invalid. invalid value"}
                    /search?q=x&lat=1d&lon=2               | 400 | {"title":"Invalid parameter","description":"The \\"lat\\" parameter is invalid. invalid value"}
                    /search?q=x&lat=NaN&lon=2              | 400 | {"title":"Invalid parameter","description":"The \\"lat\\" parameter is invalid. out of range"}
                    /search?q=x&lat=100&lon=2              | 400 | {"title":"Invalid parameter","description":"The \\"lat\\" parameter is invalid. out of range"}
                    /search?q=x&lat=48&lng=200             | 400 | {"title":"Invalid parameter","description":"The \\"lon\\" parameter is invalid. out of range"}
                    /search?q=x&lat=48&longitude=b         | 400 | {"title":"Invalid parameter","description":"The \\"longitude\\" parameter is invalid. invalid value"}
                    /reverse                               | 400 | {"title":"Missing parameter","description":"The \\"lon\\" parameter is required."}
                    /reverse?lon=1                         | 400 | {"title":"Missing parameter","description":"The \\"lat\\" parameter is required."}
                    /nope                                  | 404 | {"title":"404 Not Found"}
                    """)
    void answersErrorsInAddoksWords(String path, int status, String body) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void refusesLongQueries() throws Exception {
        assertThat(get("/search?q=" + "a".repeat(200)).statusCode()).isEqualTo(200);
        HttpResponse<String> response = get("/search?q=" + "a".repeat(201));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body())
                .isEqualTo("{\"title\":\"Query too long, 201 chars, limit is 200\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, 5",
        "limit=, 400",
        "limit=2, 2",
        "limit=7&limit=2, 2",
        "limit=+3, 3",
        "limit=100, 100"
    })
    void limits(String limit, int expected) throws Exception {
        HttpResponse<String> response = get("/search?q=rue+de+paris&" + limit);
        if (expected == 400) {
            assertThat(response.statusCode()).isEqualTo(400);
        } else {
            assertThat(response.body().split("\"Feature\"", -1))
                    .hasSizeLessThanOrEqualTo(expected + 1);
            assertThat(response.body()).endsWith("\"limit\":" + expected + "}");
        }
    }

    @Test
    void zeroIsAnAbsentCoordinateInTheEnvelopeOnly() throws Exception {
        String body = get("/search?q=amiens&limit=1&lat=0.0&lon=2&autocomplete=0").body();
        assertThat(body)
                .doesNotContain("\"center\"")
                .contains("\"distance\":5545098")
                .contains("0.8780216666666665");
    }

    @Test
    void reversesNumbersStreetsAndFilters() throws Exception {
        String number = get("/reverse?lat=48.869&lon=2.3315").body();
        assertThat(number)
                .contains("\"type\":\"housenumber\"")
                .contains("\"limit\":1")
                .doesNotContain("\"query\"");
        String street = get("/reverse/?latitude=48.869&long=2.3315&type=street").body();
        assertThat(street)
                .contains("\"type\":\"street\"")
                .contains("\"filters\":{\"type\":[\"street\"]}");
        assertThat(get("/reverse?lat=0&lon=0").body()).contains("\"features\":[]");
        assertThat(get("/reverse?lat=48.869&lon=2.3315&limit=3").body().split("\"Feature\"", -1))
                .hasSize(4);
    }

    @Test
    void explainsWhereAsked() throws Exception {
        String body = get("/search?q=3+bis+r+de+rivoli&explain=true").body();
        assertThat(body)
                .contains("\"explanation\":{\"text\":[{\"stage\":\"fold\"")
                .contains("3b (house number)")
                .contains("\"collectors\":[{\"name\":\"complete_common_nearby\"")
                .contains("\"name\":\"str_distance\"");
        assertThat(get("/search?q=rue&explain=0").body()).doesNotContain("explanation");
    }

    @Test
    void otherMethods() throws Exception {
        assertThat(send("POST", "/search?q=x").statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/reverse/").body())
                .isEqualTo("{\"title\":\"405 Method Not Allowed\"}");
        HttpResponse<String> options = send("OPTIONS", "/search");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        HttpResponse<String> head = send("HEAD", "/search?q=amiens");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("content-length"))
                .hasValue(get("/search?q=amiens").body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void isHealthy() throws Exception {
        assertThat(get("/health").body())
                .startsWith("{\"status\":\"HEALTHY\",\"documents\":42582,\"house_numbers\":158048");
    }

    @ParameterizedTest
    @CsvSource({"%00%22%FF", "%F0%9F%98%80", "%ED%A0%80", "%0A%0D", "'\\u0022'", "%25zz"})
    void oddQueriesAreAnsweredWithValidJson(String query) throws Exception {
        HttpResponse<String> response = get("/search?q=" + query.replace("\\u0022", "%22"));
        assertThat(response.statusCode()).isEqualTo(200);
        try (var json =
                new tools.jackson.core.json.JsonFactory()
                        .createParser(
                                tools.jackson.core.ObjectReadContext.empty(), response.body())) {
            while (json.nextToken() != null) {
                // Reading to the end is the check.
            }
        }
    }
}
