package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The result files of {@code /search/csv} and {@code /reverse/csv}. */
class CsvHandlerTest {

    private static final String RESULT_COLUMNS =
            "latitude,longitude,result_label,result_score,result_score_next,result_type,result_id,"
                    + "result_housenumber,result_name,result_street,result_postcode,result_city,"
                    + "result_context,result_citycode,result_oldcitycode,result_oldcity,"
                    + "result_district";

    @TempDir private static Path folder;
    private static CsvServer server;

    @BeforeAll
    static void start() throws Exception {
        server = CsvServer.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String search(String file, String... fields) {
        return server.search(file, fields).body();
    }

    @Test
    void writesTheColumnsOfAddok() {
        HttpResponse<String> response =
                server.search(
                        "id,a,b\n1,3 bis rue saint honoré,75001 Paris\n2,,\n",
                        "columns=a",
                        "columns=b");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .contains("text/csv; charset=utf-8");
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"in.geocoded.csv\"");
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(response.headers().firstValue("x-odonym-warning")).isEmpty();
        List<String> lines = response.body().lines().toList();
        assertThat(lines.get(0)).isEqualTo("\uFEFFid,a,b," + RESULT_COLUMNS);
        assertThat(lines.get(1))
                .startsWith(
                        "1,3 bis rue saint honoré,75001 Paris,48.8602,2.3442,3bis Rue Saint-Honoré"
                                + " 75001 Paris,0.")
                .endsWith(
                        ",housenumber,75101_8635_00003_bis,3bis,Rue Saint-Honoré,Rue"
                            + " Saint-Honoré,75001,Paris,\"75, Paris, Île-de-France\",75101,,,");
        assertThat(lines.get(2)).isEqualTo("2,,,,,,,,,,,,,,,,,,,");
        assertThat(lines).hasSize(3);
        assertThat(response.body()).endsWith("\r\n").doesNotContain("\n\n");
    }

    @Test
    void writesIntegralDegreesWithoutAFraction() {
        assertThat(search("a\nLille\n")).contains("Lille;50.63;3;Lille;");
    }

    @Test
    void filtersByColumns() {
        String file = "a,cp\nrue saint honoré,75001\nrue saint honoré,59000\nrue saint honoré,\n";
        assertThat(
                        search(
                                file,
                                "columns=a",
                                "postcode=cp",
                                "result_columns=result_city,result_status"))
                .isEqualTo(
                        "\uFEFFa,cp,result_city,result_status\r\n"
                                + "rue saint honoré,75001,Paris,found\r\n"
                                + "rue saint honoré,59000,Lille,found\r\n"
                                + "rue saint honoré,,Paris,found\r\n");
    }

    @Test
    void prefersPlacesNearThePointOfTheRow() {
        String file =
                "a,y,x\nrue saint honoré,50.6,3.06\nrue saint honoré,abc,3\nrue saint honoré,,\n";
        assertThat(
                        search(
                                file,
                                "columns=a",
                                "lat=y",
                                "lon=x",
                                "result_columns=result_city",
                                "result_columns=result_status"))
                .isEqualTo(
                        "\uFEFFa,y,x,result_city,result_status\r\n"
                                + "rue saint honoré,50.6,3.06,Lille,found\r\n"
                                + "rue saint honoré,abc,3,Paris,invalid-coordinates\r\n"
                                + "rue saint honoré,,,Paris,found\r\n");
    }

    @Test
    void skipsRowsThatAreTooLong() {
        String file = "a;b\n" + "x".repeat(201) + ";1\nLille;2\n" + "é".repeat(201) + ";3\n";
        HttpResponse<String> response = server.search(file, "columns=a");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-odonym-warning")).contains("2");
        List<String> lines = response.body().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith(";result_district;result_status");
        assertThat(lines.get(1)).endsWith(";too-long");
        assertThat(lines.get(2)).startsWith("Lille;2;50.63;3;").endsWith(";found");
        assertThat(lines.get(3)).startsWith("é").endsWith(";too-long");
    }

    @Test
    void appliesTheMinimumScore() {
        String file = "a;b\nLille;\n";
        assertThat(search(file, "min_score=0.99", "result_columns=result_status"))
                .contains(";below-min-score");
        assertThat(search(file, "min_score=0", "result_columns=result_status")).contains(";found");
    }

    @Test
    void preservesQuotedCellsAndExistingResultColumns() {
        String file = "latitude;a;result_label\r\nold;\"qq\nqq\";kept\r\nold;qqqq;\"k;\"\"e\"\r\n";
        assertThat(search(file, "columns=a", "result_columns=latitude,result_label"))
                .isEqualTo(
                        "\uFEFFlatitude;a;result_label\r\n"
                                + "old;\"qq\r\nqq\";kept\r\n"
                                + "old;qqqq;\"k;\"\"e\"\r\n");
        assertThat(search("latitude;a\nold;Lille\n", "columns=a", "result_columns=latitude"))
                .isEqualTo("\uFEFFlatitude;a\r\n50.63;Lille\r\n");
    }

    @Test
    void findsTheAddressesAtPoints() {
        String file = "n,lat,lng\n1,48.86011,2.34411\n2,,\n3,abc,2\n4,0,0\n5,99,999\n";
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/reverse/csv",
                                MultipartForm.ofFile(file)
                                        .fields(
                                                "result_columns=result_label,result_distance,result_status"));
        assertThat(response.body())
                .isEqualTo(
                        "\uFEFFn,lat,lng,result_label,result_distance,result_status\r\n"
                                + "1,48.86011,2.34411,1 Rue Saint-Honoré 75001 Paris,1,found\r\n"
                                + "2,,,,,invalid-coordinates\r\n"
                                + "3,abc,2,,,invalid-coordinates\r\n"
                                + "4,0,0,,,not-found\r\n"
                                + "5,99,999,,,invalid-coordinates\r\n");
    }

    @Test
    void preservesTheOrderOfRows() {
        StringBuilder file = new StringBuilder("n;a\n");
        IntStream.range(0, 3000)
                .forEach(i -> file.append(i).append(i % 3 == 0 ? ";Lille\n" : ";rue du nord\n"));
        List<String> lines =
                search(file.toString(), "columns=a", "result_columns=result_id")
                        .lines()
                        .skip(1)
                        .toList();
        assertThat(lines).hasSize(3000);
        assertThat(IntStream.range(0, 3000))
                .allSatisfy(
                        i ->
                                assertThat(lines.get(i))
                                        .startsWith(i + ";")
                                        .endsWith(i % 3 == 0 ? ";59350" : ";"));
    }

    @Test
    void escapesFormulasOnRequest() {
        String file = "adresse,+x\n=1+1,-1.55\n\"@SUM(A1,\",-cmd|' /C calc'!A0\n";
        List<String> escaped =
                search(file, "columns=adresse", "escape_formulas=1").lines().toList();
        assertThat(escaped.get(0)).startsWith("\uFEFFadresse,'+x,");
        assertThat(escaped.get(1)).startsWith("'=1+1,-1.55,");
        assertThat(escaped.get(2)).startsWith("\"'@SUM(A1,\",'-cmd|' /C calc'!A0,");
        assertThat(search(file, "columns=adresse").lines().toList().get(1))
                .startsWith("=1+1,-1.55,");
    }

    @Test
    void escapesFormulasByDefaultIfConfigured() {
        String file = "adresse\n=1+1\n";
        try (GeocodingServer escaping =
                server.startAnother(Map.of("ODONYM_CSV_ESCAPE_FORMULAS", "true"))) {
            HttpTestClient client = HttpTestClient.of(escaping.port());
            assertThat(client.upload("/search/csv", MultipartForm.ofFile(file)).body())
                    .contains("\n'=1+1");
            assertThat(
                            client.upload(
                                            "/search/csv",
                                            MultipartForm.ofFile(file).fields("escape_formulas=0"))
                                    .body())
                    .contains("\n=1+1");
        }
    }
}
