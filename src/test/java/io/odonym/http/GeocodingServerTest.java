package io.odonym.http;

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

    private final RunningServer server = new RunningServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesFeaturesInTheOrderOfTheirKeysWithNumbersAsPythonPrintsThem() {
        HttpResponse<String> answer = server.get("/search?q=34+avenue+de+l'opera+paris&limit=1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/json; charset=utf-8");
        assertThat(answer.body())
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
    void aPortThatIsTakenIsOneClearLine() {
        Configuration same =
                Configuration.standard().listeningOn("127.0.0.1", server.server().port());

        assertThatThrownBy(() -> GeocodingServer.start(server.geocoding, same))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "cannot listen at host 127.0.0.1, port %d: Address already in use"
                                .formatted(same.port()));
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void readsEveryParameterOfASearch() {
        server.get(
                "/search/?q=rue&limit=7&autocomplete=0&lat=0.0&lon=2&explain=1"
                        + "&postcode=75001+75002&type=street&type=housenumber");

        SearchRequest request = server.geocoding.searches.remove();
        assertThat(request.query()).isEqualTo("rue");
        assertThat(request.limit()).isEqualTo(7);
        assertThat(request.autocomplete()).isFalse();
        // Not told back, as addok has it, but searched with all the same.
        assertThat(request.center()).contains(new GeoPoint(0, 2));
        assertThat(request.explain()).isTrue();
        assertThat(request.filters().values())
                .containsExactly(
                        Map.entry("type", List.of("street", "housenumber")),
                        Map.entry("postcode", List.of("75001", "75002")));
    }

    @Test
    void completesUnlessToldOtherwise() {
        server.get("/search?q=rue");
        server.get("/search?q=rue&autocomplete=");

        assertThat(server.geocoding.searches)
                .hasSize(2)
                .allSatisfy(
                        request -> {
                            assertThat(request.autocomplete()).isTrue();
                            assertThat(request.center()).isEqualTo(Optional.empty());
                            assertThat(request.explain()).isFalse();
                        });
    }

    @Test
    void takesAnyLimitForReverseAsAddokDoes() {
        server.get("/reverse?lat=48.5&lon=-2&limit=1000&type=street");

        assertThat(server.geocoding.reverses.element().limit()).isEqualTo(1000);
        assertThat(server.geocoding.reverses.element().point()).isEqualTo(new GeoPoint(48.5, -2));
        assertThat(server.geocoding.reverses.element().filters().values())
                .containsExactly(Map.entry("type", List.of("street")));
    }

    @Test
    void explainsWhereAsked() {
        assertThat(server.get("/search?q=zzzqq&explain=true").body())
                .endsWith(
                        """
                        "limit":5,"explanation":{"text":[{"stage":"tokenize","tokens":["34","opera"]}],\
                        "collectors":[{"name":"bucket_with_meaningful","steps":["opera: 3"],\
                        "candidates":3,"microseconds":12.5}],\
                        "phases":[{"name":"geocode.parse","microseconds":2.5}],\
                        "scores":[{"label":"34 Avenue de l'Opéra","parts":[{"name":"str_distance",\
                        "value":1.0,"ceiling":1.0}]}]}}\
                        """);
    }

    @Test
    void answersHeadWithTheLengthOfTheBodyOnly() throws IOException {
        int length = server.get("/search?q=zzzqq").body().length();

        String answer =
                server.raw("HEAD /search?q=zzzqq HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("\r\nContent-Length: " + length + "\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void tellsTheMethodsOfAPath() {
        assertThat(server.ask("OPTIONS", "/search").headers().firstValue("allow").orElseThrow())
                .contains("GET");
        HttpResponse<String> refused = server.ask("POST", "/search/");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("allow").orElseThrow()).contains("GET", "OPTIONS");
    }

    @Test
    void saysNothingOfItsInsidesWhenItFails() {
        HttpResponse<String> answer = server.get("/search?q=secret+of+the+house");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"title\":\"500 Internal Server Error\"}");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
    }

    @Test
    void tellsItsHealth() {
        assertThat(server.get("/health").body())
                .startsWith("{\"status\":\"HEALTHY\",\"documents\":2,\"house_numbers\":7");
        assertThat(server.get("/health/").statusCode()).isEqualTo(200);
    }

    @Test
    void answersNonsenseInItsOwnForm() throws IOException {
        for (String nonsense :
                List.of(
                        "GET /search?q=é HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /se<arch HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET search HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /search?q=" + "a".repeat(8_300) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                        "FOO /search?q=a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                        "GET /search?q=a HTTP/1.1\r\nConnection: close\r\n\r\n")) {
            String answer = server.raw(nonsense);
            assertThat(answer)
                    .as(nonsense.substring(0, Math.min(nonsense.length(), 40)))
                    .startsWith("HTTP/1.1 4")
                    .contains("\r\n\r\n{\"title\":\"4");
        }
    }
}
