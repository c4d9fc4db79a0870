package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.http.IndexedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What {@code improve=true} and {@code nearest=true} add to addok's answers, over index-data. */
class ImprovedSearchTest {

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

    private static HttpResponse<String> send(int port, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String get(String path) throws Exception {
        HttpResponse<String> response = send(server.port(), path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String search(String query, String more) throws Exception {
        return get(
                "/search?autocomplete=0&limit=1&q="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)
                        + more);
    }

    private static String label(String answer) {
        int at = answer.indexOf("\"label\":\"") + 9;
        return answer.substring(at, answer.indexOf('"', at));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Rue de Rivoli n°12, Paris     | 12 Rue de Rivoli 75004 Paris     | number_position
                    Rue Mouffetard 3 75005 Paris  | 3 Rue Mouffetard 75005 Paris     | number_position
                    75008 Paris 10 Rue Mzsnil     | 10 Rue Mesnil 75016 Paris        | number_position,misspelt_words,postcode_and_city
                    8 rue deMarignan paris        | 8 Rue de Marignan 75008 Paris    | joined_words
                    4 rue du mesnil 75008 paris   | 4 Rue Mesnil 75016 Paris         | postcode_and_city
                    5 rue de la rep. paris        | 5 Rue du Repos 75020 Paris       | abbreviations
                    """)
    void readsMoreFreelyWhereAskedTo(String query, String label, String improvements)
            throws Exception {
        String answer = search(query, "&improve=true");

        assertThat(label(answer)).isEqualTo(label);
        assertThat(answer)
                .contains(
                        "\"improved\":[\"" + improvements.replace(",", "\",\"") + "\"]",
                        "\"housenumber_match\":\"exact\"");
        assertThat(label(search(query, ""))).isNotEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "34 avenue de l'opera paris",
                "12 r de rivoli 75004",
                "bat B 3e etage 12 rue de rivoli 75004 paris",
                "6 chemin vivienne 75002 paris",
                "12 rue xyzzyq 75004 paris",
                "rue de la paix",
                "75001",
                "Marseille"
            })
    void leavesAloneWhatThePlainSearchFinds(String query) throws Exception {
        String improved = search(query, "&improve=true");

        assertThat(improved).doesNotContain("\"improved\"");
        assertThat(improved.replaceAll(",\"housenumber_(match|asked)\":\"[^\"]*\"", ""))
                .isEqualTo(search(query, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n°", "n", "12", "12 bis", "''", "a b c d e f g", "°°°", "1 1 1 1 1 1"})
    void answersWhateverIsAsked(String query) throws Exception {
        assertThat(search(query, "&improve=true")).startsWith("{\"type\":\"FeatureCollection\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    22 rue de la paix 75002 paris        | 22 Rue de la Paix 75002 Paris      | exact
                    13bis rue de rivoli 75004            | 13 Rue de Rivoli 75004 Paris       | suffix
                    12 avenue de montmorency 75016 paris | 8 Avenue de Montmorency 75016 Paris| nearest
                    999 rue de rivoli 75004 paris        | Rue de Rivoli 75004 Paris          | none
                    """)
    void saysHowTheHouseNumberAnswers(String query, String label, String match) throws Exception {
        String answer = search(query, "&improve=true");

        assertThat(label(answer)).isEqualTo(label);
        assertThat(answer).contains("\"housenumber_match\":\"" + match + "\"");
        assertThat(answer.contains("\"housenumber_asked\":\"" + query.split(" ")[0] + "\""))
                .isEqualTo(!match.equals("exact"));
    }

    @Test
    void putsANumberBetweenItsNeighboursOfTheSameSide() throws Exception {
        String answer = search("246 Rue de Rivoli 75001 Paris", "&improve=true");

        assertThat(answer)
                .contains(
                        "\"housenumber_match\":\"interpolated\"",
                        "\"housenumber_between\":[\"244\",\"248\"]",
                        "\"improved\":[\"unknown_number\"]",
                        "\"type\":\"housenumber\"",
                        "\"coordinates\":[2.325139,48.866153]");
        assertThat(label(answer)).isEqualTo("246 Rue de Rivoli 75001 Paris");
    }

    @Test
    void keepsToFilters() throws Exception {
        assertThat(label(search("10 Rue Mzsnil Paris", "&improve=true&postcode=75016")))
                .isEqualTo("10 Rue Mesnil 75016 Paris");
        assertThat(search("75008 Paris 10 Rue Mzsnil", "&improve=true&postcode=75008"))
                .doesNotContain("75016");
        assertThat(search("Rue de Rivoli n°12, Paris", "&improve=true&type=street"))
                .contains("\"label\":\"Rue de Rivoli 75001 Paris\"")
                .doesNotContain("\"housenumber\"");
    }

    @Test
    void explainsEachAttempt() throws Exception {
        assertThat(search("75008 Paris 10 Rue Mzsnil", "&improve=true&explain=true"))
                .contains(
                        "\"attempts\":[{\"name\":\"number_position\"",
                        "\"name\":\"misspelt_words\",\"readings\":[",
                        "\"mzsnil: mesnil\"",
                        "\"name\":\"gather_readings\"",
                        "\"name\":\"align\"");
        assertThat(search("75008 Paris 10 Rue Mzsnil", "&explain=true")).doesNotContain("attempts");
        assertThat(send(server.port(), "/metrics").body())
                .contains("odonym_phase_duration_seconds_count{phase=\"misspelt_words\"}");
    }

    @Test
    void improvesByDefaultWhereConfigured() throws Exception {
        try (GeocodingServer improving = server.another(Map.of("ODONYM_IMPROVE", "true"))) {
            String path = "/search?limit=1&q=Rue+de+Rivoli+n%C2%B012,+Paris";
            assertThat(send(improving.port(), path).body()).contains("\"improved\"");
            assertThat(send(improving.port(), path + "&improve=false").body())
                    .isEqualTo(get(path))
                    .doesNotContain("\"improved\"");
        }
    }

    @Test
    void improvesTheRowsOfFiles() throws Exception {
        String form =
                """
                --b\r
                Content-Disposition: form-data; name="data"; filename="in.csv"\r
                \r
                address
                "Rue de Rivoli n°12, Paris"
                34 avenue de l'opera paris
                \r
                --b\r
                Content-Disposition: form-data; name="improve"\r
                \r
                true\r
                --b--\r
                """;
        HttpResponse<String> answer =
                CLIENT.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + server.port()
                                                        + "/search/csv"))
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body().lines().toList())
                .hasSize(3)
                .satisfies(
                        lines -> {
                            assertThat(lines.get(0))
                                    .endsWith("result_improved;result_housenumber_match");
                            assertThat(lines.get(1))
                                    .contains("12 Rue de Rivoli 75004 Paris")
                                    .endsWith("number_position;exact");
                            assertThat(lines.get(2)).endsWith(";;exact");
                        });
    }

    @Test
    void findsTheNearestAddressHoweverFar() throws Exception {
        // In the middle of the Bois de Boulogne's lake; addok's reach holds nothing.
        assertThat(get("/reverse?lat=48.8635&lon=2.2200")).contains("\"features\":[]");
        assertThat(get("/reverse?lat=48.8635&lon=2.2200&nearest=true"))
                .contains("\"type\":\"housenumber\"");
        assertThat(get("/reverse?lat=48.8635&lon=2.2200&nearest=true&radius=100"))
                .contains("\"features\":[]");
        assertThat(get("/reverse?lat=45.9&lon=-4&nearest=true&radius=10000"))
                .contains("\"features\":[]");
        assertThat(label(get("/reverse?lat=43.2965&lon=5.3698&nearest=true&type=municipality")))
                .startsWith("Marseille");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "nan", "far"})
    void refusesARadiusThatIsNone(String radius) throws Exception {
        HttpResponse<String> answer =
                send(server.port(), "/reverse?lat=48.86&lon=2.22&nearest=true&radius=" + radius);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\\\"radius\\\"");
    }
}
