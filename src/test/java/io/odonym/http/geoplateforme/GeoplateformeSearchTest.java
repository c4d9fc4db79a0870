package io.odonym.http.geoplateforme;

import static io.odonym.testing.HttpTestClient.encode;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.testing.HttpTestClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code /geocodage/search} and the errors of all parameters. */
class GeoplateformeSearchTest {

    private static final String GAULLE = "q=" + encode("rue du général de gaulle") + "&";

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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    search | q: required param
                    search?q= | q: required param
                    search?q=ab | q: must contain between 3 and 200 chars and start with a number or a letter
                    search?q=-rue | q: must contain between 3 and 200 chars and start with a number or a letter
                    search?q=rue&limit=0 | limit: must be an integer between 1 and 50
                    search?q=rue&limit=51 | limit: must be an integer between 1 and 50
                    search?q=rue&limit=05 | limit: unable to parse value as integer
                    search?q=rue&limit=5.0 | limit: unable to parse value as integer
                    search?q=rue&lon=181&lat=1 | lon: must be a float between -180 and 180
                    search?q=rue&lon=1&lat=1e1 | lat: unable to parse value as float
                    search?q=rue&lon=1&lat=.5 | lat: unable to parse value as float
                    search?q=rue&lon=1 | lon/lat must be present together if defined
                    search?q=rue&autocomplete=oui | autocomplete: unable to parse value as boolean
                    search?q=rue&returntruegeometry=2 | returntruegeometry: unable to parse value as boolean
                    search?q=rue&index=foo | index: unexpected value 'foo'
                    search?q=rue&index=Address | index: unexpected value 'Address'
                    search?q=rue&type=road | type: unexpected value 'road'
                    search?q=rue&postcode=7500 | postcode: must contain 5 digits
                    search?q=rue&postcode=75001,x | postcode: must contain 5 digits
                    search?q=rue&citycode=2C004 | citycode: not valid
                    search?q=rue&depcode=975a | depcode: not valid
                    search?q=rue&departmentcode=20 | departmentcode: not valid
                    search?q=rue&section=ABC | section: not valid
                    search?q=rue&departmentcode=75 | q: cannot be used with cadastral parameters
                    search?q=rue&city=Paris&citycode=75056 | city: cannot be used with citycode
                    search?q=rue&city=Paris&index=parcel | city: cannot be used with index 'parcel'
                    search?q=rue&city=Atlantis | city: no municipality is named 'Atlantis'
                    search?q=rue&index=poi | index: 'poi' is not available, this server has 'address'
                    reverse | lon/lat or searchgeom must be present
                    reverse?lat=48 | lon/lat must be present together if defined
                    reverse?searchgeom=x | searchgeom: unable to parse value as valid JSON or GeoJSON object
                    completion | text: required param
                    completion?text=rue&maximumResponses=16 | maximumResponses: must be an integer between 1 and 15
                    completion?text=rue&terr=MARS | terr: not valid
                    completion?text=rue&lonlat=2.3 | lonlat: not valid
                    completion?text=rue&bbox=2,48,181,49 | bbox: not valid
                    completion?text=rue&type=Street | type: unexpected value 'Street'
                    completion?text=rue&type=PositionOfInterest | type: 'PositionOfInterest' is not available, this server has 'StreetAddress'
                    """)
    void namesTheParameterThatIsNotValid(String path, String detail) {
        HttpResponse<String> response = server.client().get("/geocodage/" + path);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = GeoplateformeServer.parse(response.body());
        assertThat(error.get("code").asInt()).isEqualTo(400);
        assertThat(error.get("message").asString()).isEqualTo("Failed parsing query");
        assertThat(error.get("detail").values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.asString()).isEqualTo(detail));
    }

    @Test
    void reportsAllFaultsAtOnce() {
        assertThatJson(
                        server.client()
                                .get("/geocodage/search?limit=99&lon=x&index=a,b&postcode=1")
                                .body())
                .node("detail")
                .isArray()
                .containsExactlyInAnyOrder(
                        "limit: must be an integer between 1 and 50",
                        "lon: unable to parse value as float",
                        "index: unexpected value 'a'",
                        "index: unexpected value 'b'",
                        "postcode: must contain 5 digits");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    depcode=94 | 94003_4123
                    depcode=2A | 2A004_1
                    depcode=974 | 97411_1
                    depcode=94,974 | 94003_4123 97411_1
                    postcode=94110,20000 | 94003_4123 2A004_1
                    citycode=2A004 | 2A004_1
                    city=Arcueil | 94003_4123
                    city=arcueil&type=street | 94003_4123
                    type=municipality | ''
                    """)
    void filters(String filters, String ids) {
        assertThat(server.ids("search?" + GAULLE + filters))
                .containsExactlyInAnyOrderElementsOf(
                        ids.isEmpty() ? List.of() : Arrays.asList(ids.split(" ")));
    }

    @Test
    void hasTheMembersOfTheGeoplateforme() {
        JsonNode collection =
                server.json("search?q=12+rue+du+general+de+gaulle&city=Arcueil&limit=1");

        assertThat(collection.propertyNames()).containsExactly("type", "features");
        JsonNode properties = collection.get("features").get(0).get("properties");
        assertThat(properties.propertyNames())
                .containsExactly(
                        "label",
                        "score",
                        "housenumber",
                        "id",
                        "type",
                        "name",
                        "postcode",
                        "citycode",
                        "city",
                        "importance",
                        "street",
                        "_type");
        assertThat(properties.get("id").asString()).isEqualTo("94003_4123_00012");
    }

    @Test
    void writesTheTrueGeometryAsText() {
        JsonNode feature =
                server.json("search?q=rue+de+rivoli&limit=1&returntruegeometry=true")
                        .get("features")
                        .get(0);

        assertThat(feature.get("properties").get("truegeometry").asString())
                .isEqualTo("{\"type\":\"Point\",\"coordinates\":[2.355,48.8566]}");
        assertThat(feature.get("properties").propertyNames()).endsWith("truegeometry", "_type");
    }

    @Test
    void acceptsTheMeridianAsTheCenter() {
        assertThat(server.ids("search?q=rue+du+meridien&lon=0&lat=49.2")).startsWith("14118_1");
        assertThat(server.ids("search?q=rue+du+meridien&lon=3.06&lat=50.6")).startsWith("59350_1");
    }

    @Test
    void usesTheLastValueAndIgnoresBlankAndUnknownParameters() {
        assertThat(server.ids("search?q=x&" + GAULLE + "limit=&foo=1&depcode=94&%20depcode%20=2A"))
                .containsExactly("2A004_1");
    }

    @Test
    void ignoresTheCaseOfPathsAndATrailingSlash() {
        for (String path : List.of("SEARCH", "search/", "Search/")) {
            assertThat(server.ids(path + "?q=rue+de+rivoli")).startsWith("75104_8909");
        }
        assertThat(server.client().get("/geocodage/nothing").body())
                .isEqualTo("{\"code\":404,\"message\":\"Not Found\"}");
        assertThat(server.client().post("/geocodage/search", "").statusCode()).isEqualTo(405);
    }

    @Test
    void searchesForShortTextsIfConfigured() {
        try (GeocodingServer lenient =
                server.startAnother(Map.of("ODONYM_GEOPLATEFORME_STRICT", "false"))) {
            HttpTestClient client = HttpTestClient.of(lenient.port());
            assertThat(client.get("/geocodage/search?q=(rivoli").statusCode()).isEqualTo(200);
            assertThat(client.get("/geocodage/search?q=-").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void echoesTheOriginOfAPage() {
        HttpResponse<String> response =
                server.client().get("/geocodage/search?q=rivoli", "Origin", "https://example.org");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://example.org");
        assertThat(response.headers().allValues("Vary").toString()).contains("Origin");
        assertThat(response.headers().firstValue("Access-Control-Expose-Headers"))
                .contains("X-Trace-Id");

        HttpResponse<String> preflight =
                server.client().send("OPTIONS", "/geocodage/batch", "Origin", "https://a.fr");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("Content-Type", "traceparent", "X-Requested-With");
    }

    @Test
    void rejectsOtherIndexesOnThePathsOfAddok() {
        assertThat(server.client().get("/search?q=rivoli&index=poi").body()).contains("/geocodage");
        assertThat(server.client().get("/search?q=rivoli&index=address").statusCode())
                .isEqualTo(200);
        assertThat(server.client().get("/reverse?lon=2.3&lat=48.8&index=parcel").statusCode())
                .isEqualTo(400);
    }
}
