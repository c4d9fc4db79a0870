package io.odonym.http.geoplateforme;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** {@code /geocodage/completion}. */
class GeoplateformeCompletionTest {

    @TempDir private static Path folder;
    private static GeoplateformeServer server;

    @BeforeAll
    static void start() throws Exception {
        server = GeoplateformeServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void describesAnAddress() {
        assertThatJson(
                        server.client()
                                .get("/geocodage/completion/?text=12+rue+de+riv&maximumResponses=1")
                                .body())
                .isEqualTo(
                        """
                        {"status":"OK","results":[{"x":2.3595,"y":48.8561,"country":"StreetAddress",
                         "city":"Paris","oldcity":"","kind":"housenumber","zipcode":"75004",
                         "street":"Rue de Rivoli","metropole":true,
                         "fulltext":"12 Rue de Rivoli, 75004 Paris","classification":7}]}
                        """);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    terr=METROPOLE | Ajaccio Arcueil
                    terr=DOMTOM | Saint-Denis
                    terr=94,974 | Arcueil Saint-Denis
                    terr=20000 | Ajaccio
                    terr=METROPOLE&depcode=94 | Arcueil
                    zipcode=97400 | Saint-Denis
                    citycode=2A004,94003 | Ajaccio Arcueil
                    bbox=2,48,3,49 | Arcueil
                    bbox=-5,41,10,51 | Ajaccio Arcueil
                    bbox=-180,-90,180,90 | Ajaccio Arcueil Saint-Denis
                    bbox=2.3340,48.8060,2.3341,48.8061 | Arcueil
                    bbox=3,48,4,49 | ''
                    bbox=3,49,2,48 | Arcueil
                    type=PositionOfInterest,StreetAddress&depcode=2A | Ajaccio
                    """)
    void filtersByArea(String filters, String cities) {
        JsonNode response = server.json("completion?text=rue+du+general+de+gaul&" + filters);

        assertThat(
                        StreamSupport.stream(response.get("results").spliterator(), false)
                                .map(result -> result.get("city").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        cities.isEmpty() ? List.of() : Arrays.asList(cities.split(" ")));
    }

    @Test
    void marksTheTerritoriesOverseas() {
        JsonNode result =
                server.json("completion?text=rue+du+general+de+gaulle&terr=DOMTOM")
                        .get("results")
                        .get(0);

        assertThat(result.get("metropole").asBoolean()).isFalse();
        assertThat(result.get("kind").asString()).isEqualTo("street");
        assertThat(result.get("street").asString())
                .isEqualTo(result.get("fulltext").asString().split(",")[0]);
    }

    @Test
    void describesItself() {
        JsonNode capabilities = server.json("completion/getcapabilities");
        assertThat(capabilities.get("operations").get(0).get("id").asString())
                .isEqualTo("completion");

        JsonNode search = server.json("getCapabilities").get("operations").get(0);
        assertThat(search.get("parameters").findValuesAsString("name"))
                .contains("q", "autocomplete")
                .doesNotContain("searchgeom");
        JsonNode reverse = server.json("getCapabilities").get("operations").get(1);
        assertThat(reverse.get("parameters").findValuesAsString("name"))
                .contains("searchgeom", "autocomplete")
                .doesNotContain("q");
        assertThat(server.client().get("/geocodage/openapi.yaml").headers().map())
                .containsEntry("Content-Type", List.of("text/yaml; charset=utf-8"));
        assertThat(server.client().get("/geocodage/ping").body()).isEqualTo("PONG!");
    }
}
