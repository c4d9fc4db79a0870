package io.odonym.http.geoplateforme;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;

/** Batches and CSV files of the Géoplateforme. */
class GeoplateformeFilesTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"/geocodage/batch", "/batch"})
    void runsTheSearchesOfABatch(String path) {
        String batch =
                """
                {"requests":[
                 {"id":7,"operation":"search","params":{"q":"12 rue de rivoli paris","limit":5}},
                 {"operation":"reverse","params":{"lon":2.36,"lat":48.856}},
                 {"id":"b","operation":"geocode",
                  "params":{"q":"rue du general de gaulle","filters":{"postcode":"20000"}}},
                 {"operation":"search","params":{"q":"xyzzy"}},
                 {"operation":"search","params":{"q":"ab","lon":200}},
                 {"operation":"walk"}]}
                """;
        HttpResponse<String> response = server.client().post(path, batch);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode results = GeoplateformeServer.parse(response.body()).get("results");
        assertThat(results.findValuesAsString("status"))
                .containsExactly("ok", "ok", "ok", "not-found", "error", "error");
        assertThat(results.get(0).propertyNames())
                .containsExactly("id", "status", "result", "index");
        assertThat(results.get(0).get("result").get("id").asString()).isEqualTo("75104_8909_00012");
        assertThat(results.get(0).get("result").propertyNames()).endsWith("lon", "lat");
        assertThat(results.get(1).get("result").get("score_next").asDouble()).isLessThan(1);
        assertThat(results.get(2).get("result").get("id").asString()).isEqualTo("2A004_1");
        assertThatJson(results.get(3).toString())
                .isEqualTo("{\"status\":\"not-found\",\"result\":{}}");
        assertThat(results.get(4).get("error").get("detail").size()).isEqualTo(2);
        assertThat(results.get(5).get("error").get("detail").get(0).asString())
                .isEqualTo("operation: unexpected value 'walk'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/geocodage/batch", "/batch"})
    void reportsAnElementThatIsNotValidInItsPlace(String path) {
        JsonNode results =
                GeoplateformeServer.parse(
                                server.client()
                                        .post(
                                                path,
                                                "{\"requests\":[null,1,{\"operation\":\"search\",\"params\":3},"
                                                    + "{\"operation\":\"search\",\"params\":{\"q\":\"rivoli\"}}]}")
                                        .body())
                        .get("results");

        assertThat(results.size()).isEqualTo(4);
        assertThat(results.get(3).get("status").asString()).isEqualTo("ok");
    }

    @Test
    void limitsABatchTo100Requests() {
        String requests = "{\"operation\":\"search\",\"params\":{\"q\":\"rivoli\"}}".repeat(101);
        HttpResponse<String> response =
                server.client()
                        .post(
                                "/geocodage/batch",
                                "{\"requests\":[" + requests.replace("}}{", "}},{") + "]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(server.client().post("/geocodage/batch", "{}").body())
                .isEqualTo(
                        "{\"code\":400,\"message\":\"The body must be {\\\"requests\\\":"
                                + " [...]}.\"}");
    }

    @Test
    void geocodesAFile() {
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/geocodage/search/csv",
                                MultipartForm.ofFile(
                                                "adresse;cp\n12 rue de rivoli;75004\nrue du général"
                                                        + " de gaulle;20000\nab;\nxyzzy qwert;\n")
                                        .fields("columns=adresse", "postcode=cp"));

        assertThat(response.headers().firstValue("X-Rows-Count")).contains("4");
        assertThat(response.body().lines())
                .containsExactly(
                        "adresse;cp;longitude;latitude;result_score;result_score_next;result_label;"
                            + "result_type;result_id;result_housenumber;result_name;result_street;"
                            + "result_postcode;result_city;result_context;result_citycode;"
                            + "result_oldcitycode;result_oldcity;result_district;result_status",
                        "12 rue de rivoli;75004;2.3595;48.8561;"
                                + score("12 rue de rivoli", "75004")
                                + ";;12 Rue de Rivoli 75004 Paris;housenumber;75104_8909_00012;12;"
                                + "12 Rue de Rivoli;Rue de Rivoli;75004;Paris;75, Paris,"
                                + " Île-de-France;75104;;;Paris 4e Arrondissement;ok",
                        "rue du général de gaulle;20000;8.73;41.92;"
                                + score("rue du général de gaulle", "20000")
                                + ";;Rue du Général de Gaulle 20000 Ajaccio;street;2A004_1;;Rue du"
                                + " Général de Gaulle;Rue du Général de"
                                + " Gaulle;20000;Ajaccio;;2A004;;;;ok",
                        "ab;;;;;;;;;;;;;;;;;;;skipped",
                        "xyzzy qwert;;;;;;;;;;;;;;;;;;;not-found");
    }

    private static String score(String query, String postcode) {
        return server.json(
                        "search?autocomplete=false&limit=1&q="
                                + HttpTestClient.encode(query)
                                + "&postcode="
                                + postcode)
                .get("features")
                .get(0)
                .get("properties")
                .get("score")
                .asString();
    }

    @Test
    void geocodesPointsAndKeepsTheLineEnds() {
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/geocodage/reverse/csv",
                                MultipartForm.ofFile(
                                                "lon,lat\r\n2.36,48.856\r\n0,49.2\r\n,\r\n9,9\r\n")
                                        .fields(
                                                "result_columns=result_id",
                                                "result_columns=result_distance,result_score",
                                                "result_columns=result_status"));

        assertThat(response.body())
                .isEqualTo(
                        "lon,lat,result_id,result_distance,result_score,result_status\r\n"
                                + "2.36,48.856,75104_8909_00010,0,1.0,ok\r\n"
                                + "0,49.2,14118_1,0,1.0,ok\r\n"
                                + ",,,,,skipped\r\n"
                                + "9,9,,,,not-found\r\n");
    }

    @Test
    void separatesOneColumnFromTheResultsByAComma() {
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/geocodage/search/csv",
                                MultipartForm.ofFile("q\n12, rue de rivoli, paris\nrue; x\n")
                                        .fields("result_columns=result_id"));

        assertThat(response.body())
                .isEqualTo("q,result_id\n\"12, rue de rivoli, paris\",75104_8909_00012\nrue; x,\n");
    }

    @Test
    void rejectsBytesThatAreNotValidInTheDetectedEncoding() {
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/geocodage/search/csv",
                                MultipartForm.ofFile(
                                        "filename=\"in.csv\"", new byte[] {-1, -2, 'q'}));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(GeoplateformeServer.parse(response.body()).get("code").asInt()).isEqualTo(400);
    }

    @Test
    void detectsWindows1252() {
        byte[] file = "q\nrue du général de gaulle arcueil\n".getBytes(Charset.forName("cp1252"));
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/geocodage/search/csv",
                                MultipartForm.ofFile("filename=\"in.csv\"", file)
                                        .fields("result_columns=result_id"));

        assertThat(response.body())
                .isEqualTo("q,result_id\nrue du général de gaulle arcueil,94003_4123\n");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("text/csv; charset=utf-8");
    }

    @Test
    void limitsFiles() {
        try (GeocodingServer small =
                server.startAnother(
                        Map.of(
                                "ODONYM_GEOPLATEFORME_ROWS", "1",
                                "ODONYM_GEOPLATEFORME_UPLOAD_SIZE", "20"))) {
            HttpTestClient client = HttpTestClient.of(small.port());
            assertThat(
                            client.upload(
                                            "/geocodage/search/csv",
                                            MultipartForm.ofFile("a\nLille\nParis\n"))
                                    .body())
                    .isEqualTo("{\"code\":400,\"message\":\"Too many rows, limit is 1\"}");
            assertThat(
                            client.upload(
                                            "/geocodage/search/csv",
                                            MultipartForm.ofFile("a\n" + "x".repeat(20)))
                                    .body())
                    .isEqualTo("{\"code\":400,\"message\":\"File too large, limit is 20 bytes\"}");
        }
        assertThat(
                        server.client()
                                .upload(
                                        "/geocodage/search/csv",
                                        MultipartForm.ofFile("a\nLille\n").fields("indexes=poi"))
                                .body())
                .contains("indexes: 'poi' is not available");
    }
}
