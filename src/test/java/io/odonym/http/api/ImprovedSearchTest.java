package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.http.IndexedServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import net.javacrumbs.jsonunit.assertj.JsonAssert;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Searches with {@code improve=true} and {@code nearest=true} over {@code index-data}. */
class ImprovedSearchTest {

    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = IndexedServer.overIndexData();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String get(String path) {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String search(String query, String parameters) {
        return get("/search?autocomplete=0&limit=1&q=" + HttpTestClient.encode(query) + parameters);
    }

    private static String improve(String query) {
        return search(query, "&improve=true");
    }

    private static JsonAssert property(String body, String name) {
        return assertThatJson(body).node("features[0].properties." + name);
    }

    private static void assertLabel(String body, String label) {
        property(body, "label").isString().isEqualTo(label);
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
    void findsMoreThanThePlainSearch(String query, String label, String improvements) {
        String body = improve(query);

        assertLabel(body, label);
        property(body, "improved").isArray().containsExactly((Object[]) improvements.split(","));
        property(body, "housenumber_match").isEqualTo("exact");
        property(search(query, ""), "label").isString().isNotEqualTo(label);
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
    void keepsGoodResultsOfThePlainSearch(String query) {
        assertThatJson(improve(query))
                .whenIgnoringPaths(
                        "features[*].properties.housenumber_match",
                        "features[*].properties.housenumber_asked")
                .isEqualTo(search(query, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n°", "n", "12", "12 bis", "''", "a b c d e f g", "°°°", "1 1 1 1 1 1"})
    void acceptsAnyQuery(String query) {
        assertThatJson(improve(query)).node("type").isEqualTo("FeatureCollection");
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
    void describesTheMatchOfTheHouseNumber(String query, String label, String match) {
        String body = improve(query);

        assertLabel(body, label);
        property(body, "housenumber_match").isEqualTo(match);
        if (match.equals("exact")) {
            property(body, "housenumber_asked").isAbsent();
        } else {
            property(body, "housenumber_asked").isString().isEqualTo(query.split(" ")[0]);
        }
    }

    @Test
    void interpolatesBetweenNumbersOfTheSameSide() {
        String body = improve("246 Rue de Rivoli 75001 Paris");

        assertLabel(body, "246 Rue de Rivoli 75001 Paris");
        property(body, "type").isEqualTo("housenumber");
        property(body, "housenumber_match").isEqualTo("interpolated");
        property(body, "housenumber_between").isEqualTo("[\"244\", \"248\"]");
        property(body, "improved").isArray().containsExactly("unknown_number");
        assertThatJson(body)
                .node("features[0].geometry.coordinates")
                .isEqualTo("[2.325139,48.866153]");
    }

    @Test
    void appliesFilters() {
        assertLabel(
                search("10 Rue Mzsnil Paris", "&improve=true&postcode=75016"),
                "10 Rue Mesnil 75016 Paris");
        assertThatJson(search("75008 Paris 10 Rue Mzsnil", "&improve=true&postcode=75008"))
                .inPath("$.features[*].properties.postcode")
                .isArray()
                .doesNotContain("75016");
        String street = search("Rue de Rivoli n°12, Paris", "&improve=true&type=street");
        assertLabel(street, "Rue de Rivoli 75001 Paris");
        property(street, "housenumber").isAbsent();
    }

    /** The crossings of these streets are at the given points, within 40 m. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    angle rue de rivoli et rue du temple paris      | Rue de Rivoli / Rue du Temple 75004 Paris | 48.8573 | 2.3523
                    rue de la paix / rue danielle casanova paris    | Rue de la Paix / Rue Danielle Casanova 75002 Paris | 48.8687 | 2.3306
                    rue du bac, boulevard saint-germain 75007 paris | Rue du Bac / Boulevard Saint-Germain 75007 Paris | 48.8561 | 2.3257
                    croisement rue de vaugirard et rue de rennes    | Rue de Vaugirard / Rue de Rennes 75006 Paris | 48.8471 | 2.3273
                    """)
    void findsThePlaceWhereTwoStreetsMeet(
            String query, String label, double latitude, double longitude) {
        String body = improve(query);

        assertLabel(body, label);
        property(body, "type").isEqualTo("street");
        property(body, "improved").isArray().contains("intersection");
        property(body, "intersection")
                .isString()
                .isEqualTo(label.substring(label.indexOf("/ ") + 2, label.indexOf(" 75")));
        property(body, "housenumber").isAbsent();
        property(body, "housenumber_match").isAbsent();
        assertThatJson(body)
                .node("features[0].geometry.coordinates[1]")
                .isNumber()
                .isCloseTo(BigDecimal.valueOf(latitude), Offset.offset(new BigDecimal("0.0004")));
        assertThatJson(body)
                .node("features[0].geometry.coordinates[0]")
                .isNumber()
                .isCloseTo(BigDecimal.valueOf(longitude), Offset.offset(new BigDecimal("0.0006")));
        assertLabel(improve(label), label);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12 rue de rivoli angle rue du temple 75004 paris | 12 Rue de Rivoli 75004 Paris
                    12 rue de rivoli / 3 rue du temple 75004 paris   | 12 Rue de Rivoli 75004 Paris
                    rue de rivoli / avenue d'italie paris            | Rue de Rivoli 75001 Paris
                    """)
    void findsNoIntersectionOfAHouseNumberOrOfDistantStreets(String query, String label) {
        String body = improve(query);

        assertLabel(body, label);
        property(body, "intersection").isAbsent();
    }

    @Test
    void explainsEachAttempt() {
        String query = "75008 Paris 10 Rue Mzsnil";
        String body = search(query, "&improve=true&explain=true");
        assertThatJson(body)
                .inPath("$.explanation.attempts[*].name")
                .isArray()
                .startsWith("roles", "number_position")
                .contains("misspelt_words", "gather_readings", "align");
        assertThatJson(body)
                .inPath("$.explanation.attempts[?(@.name=='misspelt_words')].readings[*]")
                .isArray()
                .contains("mzsnil: mesnil");
        assertThatJson(search(query, "&explain=true")).node("explanation.attempts").isAbsent();
        assertThat(get("/metrics"))
                .contains("odonym_phase_duration_seconds_count{phase=\"misspelt_words\"}");
    }

    @Test
    void improvesByDefaultIfConfigured() {
        try (GeocodingServer improving = server.startAnother(Map.of("ODONYM_IMPROVE", "true"))) {
            HttpTestClient client = HttpTestClient.of(improving.port());
            String path = "/search?limit=1&q=Rue+de+Rivoli+n%C2%B012,+Paris";
            property(client.get(path).body(), "improved").isPresent();
            assertThatJson(client.get(path + "&improve=false").body()).isEqualTo(get(path));
            property(get(path), "improved").isAbsent();
        }
    }

    @Test
    void improvesTheRowsOfFiles() {
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/search/csv",
                                MultipartForm.ofFile(
                                                """
                                                address
                                                "Rue de Rivoli n°12, Paris"
                                                34 avenue de l'opera paris
                                                """)
                                        .fields("improve=true"));
        List<String> lines = response.body().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .endsWith("result_improved;result_housenumber_match;result_conflict");
        assertThat(lines.get(1))
                .contains("12 Rue de Rivoli 75004 Paris")
                .endsWith("number_position;exact;");
        assertThat(lines.get(2)).endsWith(";;exact;");
    }

    /** The point is in the lake of the Bois de Boulogne, beyond the radius of addok. */
    @Test
    void findsTheNearestAddressWithinTheRadius() {
        String lake = "/reverse?lat=48.8635&lon=2.2200";
        assertThatJson(get(lake)).node("features").isEqualTo("[]");
        property(get(lake + "&nearest=true"), "type").isEqualTo("housenumber");
        assertThatJson(get(lake + "&nearest=true&radius=100")).node("features").isEqualTo("[]");
        assertThatJson(get("/reverse?lat=45.9&lon=-4&nearest=true&radius=10000"))
                .node("features")
                .isEqualTo("[]");
        property(get("/reverse?lat=43.2965&lon=5.3698&nearest=true&type=municipality"), "label")
                .asString()
                .startsWith("Marseille");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "nan", "far"})
    void rejectsAnInvalidRadius(String radius) {
        HttpResponse<String> response =
                server.get("/reverse?lat=48.86&lon=2.22&nearest=true&radius=" + radius);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThatJson(response.body())
                .node("description")
                .asString()
                .startsWith("The \"radius\" parameter is invalid.");
    }
}
