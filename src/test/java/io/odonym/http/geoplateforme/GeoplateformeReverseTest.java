package io.odonym.http.geoplateforme;

import static io.odonym.testing.HttpTestClient.encode;

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

/** {@code /geocodage/reverse}: distances, areas and members. */
class GeoplateformeReverseTest {

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
                    lon=2.3600&lat=48.8560 | 75104_8909_00010 75104_8909_00012 75104_8909_00014_bis
                    lon=2.3600&lat=48.8560&limit=1 | 75104_8909_00010
                    lon=2.3600&lat=48.8545 | 75104_8909_00010 75104_8909_00012
                    lon=2.3600&lat=48.8540 | ''
                    lon=2.3550&lat=48.8566&type=street | 75104_8909
                    lon=2.3550&lat=48.8566&type=housenumber | ''
                    lon=2.3600&lat=48.8560&citycode=94003 | ''
                    lon=2.3600&lat=48.8560&postcode=75004,94110&limit=1 | 75104_8909_00010
                    lon=2.347&lat=48.859 | 75056
                    """)
    void findsAddressesWithin100OrElse200Metres(String query, String ids) {
        assertThat(server.ids("reverse?" + query)).containsExactlyElementsOf(list(ids));
    }

    private static List<String> list(String ids) {
        return ids.isEmpty() ? List.of() : Arrays.asList(ids.split(" "));
    }

    @Test
    void hasTheMembersOfAHouseNumberInTheirOrder() {
        JsonNode properties =
                server.json("reverse?lon=2.3610&lat=48.8560&limit=1")
                        .get("features")
                        .get(0)
                        .get("properties");

        assertThat(properties.propertyNames())
                .containsExactly(
                        "type",
                        "name",
                        "label",
                        "street",
                        "postcode",
                        "citycode",
                        "city",
                        "district",
                        "context",
                        "importance",
                        "housenumber",
                        "id",
                        "banId",
                        "x",
                        "y",
                        "distance",
                        "score",
                        "_type");
        assertThat(properties.get("name").asString()).isEqualTo("10 Rue de Rivoli");
        assertThat(properties.get("label").asString()).isEqualTo("10 Rue de Rivoli 75004 Paris");
        assertThat(properties.get("distance").asInt()).isEqualTo(73);
        assertThat(properties.get("score").asDouble()).isBetween(0.9926, 0.9928);
    }

    @Test
    void labelsAMunicipalityWithItsPostcodeFirst() {
        JsonNode properties =
                server.json("reverse?lon=2.4187&lat=48.8421")
                        .get("features")
                        .get(0)
                        .get("properties");

        assertThat(properties.get("label").asString()).isEqualTo("94160 Saint-Mandé");
        assertThat(properties.get("banId").isNull()).isTrue();
        assertThat(properties.get("score").asDouble()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"Circle","coordinates":[2.36,48.856],"radius":50} | '' | 75104_8909_00010 75104_8909_00012
                    {"type":"Circle","coordinates":[2.36,48.856],"radius":50} | &lon=2.3500&lat=48.856 | 75104_8909_00012 75104_8909_00010
                    {"type":"Polygon","coordinates":[[[2.3592,48.855],[2.3602,48.855],[2.3602,48.857],[2.3592,48.857],[2.3592,48.855]]]} | '' | 75104_8909_00012 75104_8909_00010
                    {"type":"Polygon","coordinates":[[[2.3588,48.855],[2.3602,48.855],[2.3602,48.857],[2.3588,48.857],[2.3588,48.855]],[[2.3593,48.8555],[2.3598,48.8555],[2.3598,48.8565],[2.3593,48.8565],[2.3593,48.8555]]]} | &lon=2.36&lat=48.856 | 75104_8909_00010 75104_8909_00014_bis
                    {"type":"Polygon","coordinates":[[[2.3588,48.855],[2.3602,48.855],[2.3588,48.857],[2.3602,48.857],[2.3588,48.855]]]} | &lon=2.36&lat=48.856 | 75104_8909_00012
                    """)
    void findsAddressesInAnArea(String geometry, String point, String ids) {
        assertThat(server.ids("reverse?searchgeom=" + encode(geometry) + point))
                .containsExactlyElementsOf(list(ids));
    }

    @Test
    void measuresNoDistanceWithoutAPoint() {
        JsonNode properties =
                server.json(
                                "reverse?limit=1&searchgeom="
                                        + encode(
                                                "{\"type\":\"Circle\",\"coordinates\":[2.36,48.856],\"radius\":99.5}"))
                        .get("features")
                        .get(0)
                        .get("properties");

        assertThat(properties.get("distance").asInt()).isZero();
        assertThat(properties.get("score").asDouble()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"Circle","coordinates":[2.36,48.856],"radius":501} | searchgeom: radius must be a float above 0 and up to 500
                    {"type":"Circle","coordinates":[2.36,48.856]} | searchgeom: radius must be a float above 0 and up to 500
                    {"type":"Circle","coordinates":[2.36,86],"radius":5} | searchgeom: latitude must be between -85 and 85
                    {"type":"Point","coordinates":[2.36,48.856]} | searchgeom: type must be Polygon or Circle for index 'address'
                    {"type":"LineString","coordinates":[[2.36,48.856],[2.37,48.8]]} | searchgeom: type must be Polygon or Circle for index 'address'
                    {"type":"Point","coordinates":[2.36,99]} | searchgeom: longitudes must be between -180 and 180, latitudes between -90 and 90
                    {"type":"Polygon","coordinates":[[[2.3,48.8],[2.4,48.8],[2.4,48.9],[2.3,48.8]]]} | searchgeom: sides of the bounding box must not exceed 1000 m
                    {"type":"Polygon","coordinates":[[[2.3,48.8],[2.301,48.8],[2.301,48.801],[2.3,48.801]]]} | searchgeom: a ring of the polygon is not closed
                    {"type":"Polygon","coordinates":[]} | searchgeom: unable to parse value as valid JSON or GeoJSON object
                    {"type":"Square"} | searchgeom: unexpected type 'Square', expected Point, LineString, Polygon or Circle
                    [1] | searchgeom: unable to parse value as valid JSON or GeoJSON object
                    """)
    void rejectsGeometriesThatAreNotValid(String geometry, String detail) {
        JsonNode error = server.json("reverse?searchgeom=" + encode(geometry));

        assertThat(error.get("detail").get(0).asString()).isEqualTo(detail);
    }
}
