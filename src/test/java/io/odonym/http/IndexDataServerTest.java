package io.odonym.http;

import static io.odonym.testing.HttpTestClient.encode;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The HTTP API over {@code index-data}, the data set of the project. */
class IndexDataServerTest {

    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = IndexedServer.overIndexData();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<String> get(String path) {
        return server.get(path);
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
    void findsAddresses(String query, String label) {
        for (String path : List.of("/search?q=", "/search/?q=")) {
            HttpResponse<String> response = get(path + encode(query) + "&autocomplete=0");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThatJson(response.body())
                    .node("features[0].properties.label")
                    .isString()
                    .isEqualTo(label);
        }
    }

    /** The exact text: the order of keys and the digits of numbers are those of addok. */
    @Test
    void writesTheEnvelopeOfAddok() {
        HttpResponse<String> response =
                get(
                        "/search/?q=amiens&limit=1&type=municipality+street&type=locality"
                                + "&lat=49.9&lon=2.3&autocomplete=0");
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/json; charset=utf-8");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .contains("X-Requested-With");
        assertThat(response.body())
                .isEqualTo(
                        """
                        {"type":"FeatureCollection","version":"draft","features":[{"type":"Feature",\
                        "geometry":{"type":"Point","coordinates":[2.285,49.899]},\
                        "properties":{"label":"Amiens","score":0.9613161707164046,"id":"80021",\
                        "type":"municipality","name":"Amiens","postcode":"80000","citycode":"80021",\
                        "x":648588.58,"y":6978043.87,"population":136449,"city":"Amiens",\
                        "context":"80, Somme, Hauts-de-France","importance":0.53626,\
                        "municipality":"Amiens","distance":1079}}],\
                        "attribution":"BAN","licence":"ETALAB-2.0","query":"amiens",\
                        "filters":{"type":["municipality","street","locality"]},\
                        "center":[2.3,49.9],"limit":1}\
                        """);
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
                    /reverse?lat=48&lon=2&limit=1000000    | 400 | {"title":"Invalid parameter","description":"The \\"limit\\" parameter is invalid. out of range (1..100)"}
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
    void reportsErrorsAsAddok(String path, int status, String body) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThatJson(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void rejectsQueriesThatAreTooLong() {
        assertThat(get("/search?q=" + "a".repeat(200)).statusCode()).isEqualTo(200);
        HttpResponse<String> response = get("/search?q=" + "a".repeat(201));
        assertThat(response.statusCode()).isEqualTo(413);
        assertThatJson(response.body())
                .isEqualTo("{\"title\": \"Query too long, 201 chars, limit is 200\"}");
    }

    @ParameterizedTest
    @CsvSource({"limit=0, 5", "limit=2, 2", "limit=7&limit=2, 2", "limit=+3, 3", "limit=100, 100"})
    void limitsTheNumberOfFeatures(String parameters, int limit) {
        String body = get("/search?q=rue+de+paris&" + parameters).body();
        assertThatJson(body).node("limit").isEqualTo(limit);
        assertThatJson(body).node("features").isArray().hasSizeBetween(1, limit);
    }

    @Test
    void rejectsAnEmptyLimit() {
        assertThat(get("/search?q=rue+de+paris&limit=").statusCode()).isEqualTo(400);
    }

    /** As in addok, a coordinate of 0 is used for distances, but the centre is not returned. */
    @Test
    void omitsACentreWithACoordinateOfZero() {
        String body = get("/search?q=amiens&limit=1&lat=0.0&lon=2&autocomplete=0").body();
        assertThatJson(body).node("center").isAbsent();
        assertThatJson(body).node("features[0].properties.distance").isEqualTo(5545098);
        assertThatJson(body).node("features[0].properties.score").isEqualTo(0.8780216666666665);
    }

    @Test
    void reverseSearchesFindHouseNumbers() {
        String body = get("/reverse?lat=48.869&lon=2.3315").body();
        assertThatJson(body).node("features").isArray().hasSize(1);
        assertThatJson(body).node("features[0].properties.type").isEqualTo("housenumber");
        assertThatJson(body).node("limit").isEqualTo(1);
        assertThatJson(body).node("query").isAbsent();
        assertThatJson(get("/reverse?lat=48.869&lon=2.3315&limit=3").body())
                .node("features")
                .isArray()
                .hasSize(3);
    }

    @Test
    void reverseSearchesApplyFilters() {
        String body = get("/reverse/?latitude=48.869&long=2.3315&type=street").body();
        assertThatJson(body).node("features[0].properties.type").isEqualTo("street");
        assertThatJson(body).node("filters").isEqualTo("{\"type\": [\"street\"]}");
    }

    @Test
    void reverseSearchesFindNothingInTheOcean() {
        assertThatJson(get("/reverse?lat=0&lon=0").body()).node("features").isEqualTo("[]");
    }

    @Test
    void explainsASearch() {
        String body = get("/search?q=3+bis+r+de+rivoli&explain=true").body();
        assertThatJson(body).node("explanation.text[0].stage").isEqualTo("fold");
        assertThatJson(body)
                .inPath("$.explanation.text[*].tokens[*]")
                .isArray()
                .contains("3b (house number)");
        assertThatJson(body)
                .node("explanation.collectors[0].name")
                .isEqualTo("complete_common_nearby");
        assertThatJson(body)
                .inPath("$.explanation.scores[0].parts[*].name")
                .isArray()
                .contains("str_distance");
        assertThatJson(get("/search?q=rue&explain=0").body()).node("explanation").isAbsent();
    }

    @Test
    void rejectsOtherMethods() {
        assertThat(server.client().send("POST", "/search?q=x").statusCode()).isEqualTo(405);
        assertThatJson(server.client().send("DELETE", "/reverse/").body())
                .isEqualTo("{\"title\": \"405 Method Not Allowed\"}");
        HttpResponse<String> options = server.client().send("OPTIONS", "/search");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void respondsToHeadWithTheLengthOfTheBody() {
        HttpResponse<String> head = server.client().send("HEAD", "/search?q=amiens");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("content-length"))
                .hasValue(get("/search?q=amiens").body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void reportsTheSizeOfTheIndex() {
        String body = get("/health").body();
        assertThatJson(body).node("status").isEqualTo("HEALTHY");
        assertThatJson(body).node("documents").isEqualTo(42582);
        assertThatJson(body).node("house_numbers").isEqualTo(158048);
    }

    @ParameterizedTest
    @CsvSource({"%00%22%FF", "%F0%9F%98%80", "%ED%A0%80", "%0A%0D", "%22", "%25zz"})
    void unusualCharactersYieldValidJson(String query) {
        HttpResponse<String> response = get("/search?q=" + query);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThatJson(response.body()).node("features").isArray();
    }
}
