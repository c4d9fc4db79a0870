package io.odonym.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.ConfigurationException;
import io.odonym.geocode.SearchRequest;
import io.odonym.model.GeoPoint;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class GeocodingServerTest {

    private final FakeGeocoderServer server = new FakeGeocoderServer();

    @AfterEach
    void stop() {
        server.close();
    }

    /** The exact text: the order of keys and the digits of numbers are those of addok. */
    @Test
    void writesKeysInOrderAndNumbersAsPython() {
        HttpResponse<String> response = server.get("/search?q=34+avenue+de+l'opera+paris&limit=1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/json; charset=utf-8");
        assertThat(response.body())
                .isEqualTo(
                        """
                        {"type":"FeatureCollection","version":"draft","features":[{"type":"Feature",\
                        "geometry":{"type":"Point","coordinates":[2.333382,48.868662]},\
                        "properties":{"label":"34 Avenue de l'Opéra 75002 Paris",\
                        "score":0.9622172727272725,"x":860.0,"population":2103778,"old":null,\
                        "tags":["a",1]}}],"attribution":"BAN","licence":"ETALAB-2.0",\
                        "query":"34 avenue de l'opera paris","limit":1}\
                        """);
    }

    @Test
    void reportsAnOccupiedPort() {
        Configuration samePort =
                Configuration.standard().listeningOn("127.0.0.1", server.server().port());

        assertThatThrownBy(() -> GeocodingServer.start(server.geocoder(), samePort))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "cannot listen on host 127.0.0.1, port %d: Address already in use"
                                .formatted(samePort.port()));
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void readsAllParametersOfASearch() {
        server.get(
                "/search/?q=rue&limit=7&autocomplete=0&lat=0.0&lon=2&explain=1"
                        + "&postcode=75001+75002&type=street&type=housenumber");

        SearchRequest request = server.geocoder().searches.remove();
        assertThat(request.query()).isEqualTo("rue");
        assertThat(request.limit()).isEqualTo(7);
        assertThat(request.autocomplete()).isFalse();
        // As in addok, a centre with a coordinate of 0 is used but not returned.
        assertThat(request.center()).contains(new GeoPoint(0, 2));
        assertThat(request.explain()).isTrue();
        assertThat(request.filters().values())
                .containsExactly(
                        Map.entry("type", List.of("street", "housenumber")),
                        Map.entry("postcode", List.of("75001", "75002")));
    }

    @Test
    void autocompletesByDefault() {
        server.get("/search?q=rue");
        server.get("/search?q=rue&autocomplete=");

        assertThat(server.geocoder().searches)
                .hasSize(2)
                .allSatisfy(
                        request -> {
                            assertThat(request.autocomplete()).isTrue();
                            assertThat(request.center()).isEqualTo(Optional.empty());
                            assertThat(request.explain()).isFalse();
                        });
    }

    @Test
    void passesTheParametersOfReverseSearches() {
        server.get("/reverse?lat=48.5&lon=-2&limit=100&type=street");

        assertThat(server.geocoder().reverses.element().limit()).isEqualTo(100);
        assertThat(server.geocoder().reverses.element().point()).isEqualTo(new GeoPoint(48.5, -2));
        assertThat(server.geocoder().reverses.element().filters().values())
                .containsExactly(Map.entry("type", List.of("street")));
    }

    @Test
    void writesTheExplanation() {
        assertThatJson(server.get("/search?q=zzzqq&explain=true").body())
                .node("explanation")
                .isEqualTo(
                        """
                        {
                          "text": [{"stage": "tokenize", "tokens": ["34", "opera"]}],
                          "collectors": [{"name": "bucket_with_meaningful", "steps": ["opera: 3"],
                                          "candidates": 3, "microseconds": 12.5}],
                          "phases": [{"name": "geocode.parse", "microseconds": 2.5}],
                          "scores": [{"label": "34 Avenue de l'Opéra",
                                      "parts": [{"name": "str_distance", "value": 1.0, "ceiling": 1.0}]}]
                        }
                        """);
    }

    @Test
    void respondsToHeadWithoutABody() throws IOException {
        int length = server.get("/search?q=zzzqq").body().length();

        String response =
                server.client()
                        .raw(
                                "HEAD /search?q=zzzqq HTTP/1.1\r\nHost: a\r\n"
                                        + "Connection: close\r\n\r\n");
        assertThat(response)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("\r\nContent-Length: " + length + "\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void listsTheAllowedMethods() {
        HttpResponse<String> options = server.client().send("OPTIONS", "/search");
        assertThat(options.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
        HttpResponse<String> rejected = server.client().send("POST", "/search/");
        assertThat(rejected.statusCode()).isEqualTo(405);
        assertThat(rejected.headers().firstValue("allow")).contains("GET, HEAD, OPTIONS");
    }

    @Test
    void internalErrorsRevealNothing() {
        HttpResponse<String> response = server.get("/search?q=secret+of+the+house");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThatJson(response.body()).isEqualTo("{\"title\": \"500 Internal Server Error\"}");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void respondsToMalformedRequestsWithJson() throws IOException {
        for (String malformed :
                List.of(
                        "GET /search?q=é HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /se<arch HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET search HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /search?q=" + "a".repeat(8_300) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                        "FOO /search?q=a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /search?q=a HTTP/1.1\r\nConnection: close\r\n\r\n")) {
            String response = server.client().raw(malformed);
            assertThat(response)
                    .as(malformed.substring(0, Math.min(malformed.length(), 40)))
                    .startsWith("HTTP/1.1 4");
            assertThatJson(response.substring(response.indexOf("\r\n\r\n")))
                    .node("title")
                    .asString()
                    .startsWith("4");
        }
    }
}
