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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Files in, files out, over HTTP, on a few streets of Paris. */
class CsvHandlerTest {

    private static final String STREETS =
            """
            {"id":"75101_8635","type":"street","name":"Rue Saint-Honoré","postcode":"75001","citycode":"75101","city":"Paris","context":"75, Paris, Île-de-France","importance":0.7,"lat":48.8646,"lon":2.3331,"housenumbers":{"1":{"id":"75101_8635_00001","lat":48.8601,"lon":2.3441},"3bis":{"id":"75101_8635_00003_bis","lat":48.8602,"lon":2.3442}}}
            {"id":"75118_1","type":"street","name":"Rue du Sacré Cœur","postcode":"75018","citycode":"75118","city":"Paris","importance":0.6,"lat":48.8867,"lon":2.3431}
            {"id":"59350_1","type":"street","name":"Rue Saint-Honoré","postcode":"59000","citycode":"59350","city":"Lille","importance":0.5,"lat":50.6,"lon":3.06}
            {"id":"59350","type":"municipality","name":"Lille","postcode":"59000","citycode":"59350","city":"Lille","importance":0.6,"lat":50.63,"lon":3.0}
            """;
    private static final String HEADER =
            "latitude,longitude,result_label,result_score,result_score_next,result_type,result_id,"
                    + "result_housenumber,result_name,result_street,result_postcode,result_city,"
                    + "result_context,result_citycode,result_oldcitycode,result_oldcity,"
                    + "result_district";
    private static final String BOUNDARY = "bOuNdArY";

    @TempDir private static Path folder;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        Path input = Files.writeString(folder.resolve("streets.ndjson"), STREETS);
        server = IndexedServer.start(input, folder.resolve("index"), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /**
     * Fields as "name=value"; the file stands in front of them, as curl and browsers may send it.
     */
    private static HttpResponse<byte[]> post(
            GeocodingServer to, String path, String fileHeaders, byte[] file, String... fields)
            throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "name=\"data\"; " + fileHeaders, file);
        for (String field : fields) {
            int equals = field.indexOf('=');
            part(
                    body,
                    "name=\"" + field.substring(0, equals) + "\"",
                    field.substring(equals + 1).getBytes(StandardCharsets.UTF_8));
        }
        body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content)
            throws IOException {
        body.write(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition)
                        .getBytes(StandardCharsets.UTF_8));
        body.write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.write(content);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static HttpResponse<byte[]> search(String file, String... fields) throws Exception {
        return post(
                server.server(),
                "/search/csv",
                "filename=\"in.csv\"",
                file.getBytes(StandardCharsets.UTF_8),
                fields);
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void answersAsAddokDoes() throws Exception {
        HttpResponse<byte[]> answer =
                search(
                        "id,a,b\n1,3 bis rue saint honoré,75001 Paris\n2,,\n",
                        "columns=a",
                        "columns=b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/csv; charset=utf-8-sig");
        assertThat(answer.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"in.geocoded.csv\"");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValue("x-odonym-warning")).isEmpty();
        List<String> lines = text(answer).lines().toList();
        assertThat(lines.get(0)).isEqualTo("\uFEFFid,a,b," + HEADER);
        assertThat(lines.get(1))
                .startsWith(
                        "1,3 bis rue saint honoré,75001 Paris,48.8602,2.3442,3bis Rue Saint-Honoré"
                                + " 75001 Paris,0.")
                .endsWith(
                        ",housenumber,75101_8635_00003_bis,3bis,Rue Saint-Honoré,Rue"
                            + " Saint-Honoré,75001,Paris,\"75, Paris, Île-de-France\",75101,,,");
        assertThat(lines.get(2)).isEqualTo("2,,,,,,,,,,,,,,,,,,,");
        assertThat(lines).hasSize(3);
        assertThat(text(answer)).endsWith("\r\n").doesNotContain("\n\n");
    }

    @Test
    void writesWholeDegreesAsTheExportDoes() throws Exception {
        assertThat(text(search("a\nLille\n"))).contains("Lille;50.63;3;Lille;");
    }

    @Test
    void filtersByColumns() throws Exception {
        String file = "a,cp\nrue saint honoré,75001\nrue saint honoré,59000\nrue saint honoré,\n";
        assertThat(
                        text(
                                search(
                                        file,
                                        "columns=a",
                                        "postcode=cp",
                                        "result_columns=result_city,result_status")))
                .isEqualTo(
                        "\uFEFFa,cp,result_city,result_status\r\n"
                                + "rue saint honoré,75001,Paris,found\r\n"
                                + "rue saint honoré,59000,Lille,found\r\n"
                                + "rue saint honoré,,Paris,found\r\n");
    }

    @Test
    void prefersPlacesNearTheColumnsOfThePoint() throws Exception {
        String file =
                "a,y,x\nrue saint honoré,50.6,3.06\nrue saint honoré,abc,3\nrue saint honoré,,\n";
        assertThat(
                        text(
                                search(
                                        file,
                                        "columns=a",
                                        "lat=y",
                                        "lon=x",
                                        "result_columns=result_city",
                                        "result_columns=result_status")))
                .isEqualTo(
                        "\uFEFFa,y,x,result_city,result_status\r\n"
                                + "rue saint honoré,50.6,3.06,Lille,found\r\n"
                                + "rue saint honoré,abc,3,Paris,invalid-coordinates\r\n"
                                + "rue saint honoré,,,Paris,found\r\n");
    }

    @Test
    void aRowThatIsTooLongLosesNoOther() throws Exception {
        String file = "a;b\n" + "x".repeat(201) + ";1\nLille;2\n" + "é".repeat(201) + ";3\n";
        HttpResponse<byte[]> answer = search(file, "columns=a");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-odonym-warning")).contains("2");
        List<String> lines = text(answer).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).endsWith(";result_district;result_status");
        assertThat(lines.get(1)).endsWith(";too-long");
        assertThat(lines.get(2)).startsWith("Lille;2;50.63;3;").endsWith(";found");
        assertThat(lines.get(3)).startsWith("é").endsWith(";too-long");
    }

    @Test
    void refusesARowThatIsTooLongWhereAsked() throws Exception {
        try (GeocodingServer strict =
                server.another(Map.of("ODONYM_CSV_REFUSE_LONG_ROWS", "true"))) {
            HttpResponse<byte[]> answer =
                    post(
                            strict,
                            "/search/csv/",
                            "filename=\"in.csv\"",
                            ("a;b\nLille;1\n" + "x".repeat(201) + ";1\n")
                                    .getBytes(StandardCharsets.UTF_8),
                            "columns=a");
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(text(answer))
                    .isEqualTo(
                            "{\"title\":\"Query too long, 201 chars, limit is 200 (row number"
                                    + " 2)\"}");
        }
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        try (GeocodingServer small =
                server.another(Map.of("ODONYM_UPLOAD_SIZE", "20", "ODONYM_CSV_ROWS", "2"))) {
            byte[] long21 = "a;b\nxxxxxxxxxxxxx;1\n\n".getBytes(StandardCharsets.UTF_8);
            assertThat(text(post(small, "/search/csv", "filename=\"x\"", long21)))
                    .isEqualTo("{\"title\":\"File too large, limit is 20 bytes\"}");
            byte[] rows = "a\n1\n2\n3\n".getBytes(StandardCharsets.UTF_8);
            HttpResponse<byte[]> answer = post(small, "/search/csv", "filename=\"x\"", rows);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(text(answer)).isEqualTo("{\"title\":\"Too many rows, limit is 2\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "columns=zz | Cannot found column 'zz' in columns ['a', 'b']",
                "postcode=cp | Cannot found column 'cp' in columns ['a', 'b']",
                "lat=y | Cannot found column 'y' in columns ['a', 'b']",
                "encoding=klingon | Unable to decode with encoding \\\"klingon\\\"",
                "encoding=ascii | Unable to decode with encoding \\\"ascii\\\"",
                "delimiter=;; | The \\\"delimiter\\\" parameter is invalid. The value must be one"
                        + " character.",
                "quote=ab | The \\\"quote\\\" parameter is invalid. The value must be one"
                        + " character.",
                "delimiter=\" | The \\\"delimiter\\\" parameter is invalid. It is the quote too.",
                "min_score=high | The \\\"min_score\\\" parameter is invalid. The value must be a"
                        + " float.",
                "with_bom=perhaps | The value of the parameter must be",
                "result_columns=secret | \\\"secret\\\" is no column of results",
            })
    void namesWhatIsWrong(String field, String words) throws Exception {
        HttpResponse<byte[]> answer = search("a;b\nLille;é\n", field);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains(words);
    }

    @Test
    void refusesFormsWithoutAFile() throws Exception {
        HttpResponse<byte[]> empty = search("");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(text(empty)).isEqualTo("{\"title\":\"Empty file\"}");
        for (String body : List.of("--" + BOUNDARY + "--\r\n", "nonsense", "")) {
            assertThat(form(body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed; boundary=inner",
                "Multipart/Mixedtext/csv; charset=latin-1",
            })
    void refusesFormsWithinForms(String type) throws Exception {
        HttpResponse<String> answer =
                form(
                        "--%1$s\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.csv\"\r\nContent-Type: %2$s\r\n\r\na\nLille\n\r\n--%1$s--\r\n"
                                .formatted(BOUNDARY, type));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"title\":\"Invalid multipart form\",\"description\":"
                                + "\"Nested multipart parts are not supported.\"}");
    }

    private HttpResponse<String> form(String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port() + "/search/csv"))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"GET, 405", "PUT, 405", "OPTIONS, 200"})
    void takesOnlyPosts(String method, int status) throws Exception {
        HttpResponse<String> answer =
                CLIENT.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + server.port()
                                                        + "/reverse/csv"))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("allow")).contains("POST, OPTIONS");
        assertThat(answer.statusCode() == 204 ? 200 : answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "latin-1, ISO-8859-1",
        "windows-1252, windows-1252",
        "utf-16, x-UTF-16LE-BOM",
        "utf_8, UTF-8",
        "mac-roman, x-MacRoman",
    })
    void answersInTheEncodingOfTheFile(String name, String java) throws Exception {
        Charset charset = Charset.forName(java);
        HttpResponse<byte[]> answer =
                post(
                        server.server(),
                        "/search/csv",
                        "filename=\"in.csv\"",
                        "né;b\nrue saint honoré;paris\n".getBytes(charset),
                        "encoding=" + name,
                        "result_columns=result_name");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/csv; charset=" + name);
        assertThat(answer.body())
                .isEqualTo(
                        "né;b;result_name\r\nrue saint honoré;paris;Rue Saint-Honoré\r\n"
                                .getBytes(charset));
    }

    @Test
    void takesTheEncodingThatThePartNames() throws Exception {
        HttpResponse<byte[]> answer =
                post(
                        server.server(),
                        "/search/csv",
                        "filename=\"in.csv\"\r\nContent-Type: text/csv; charset=latin-1",
                        "é;b\nLille;1\n".getBytes(StandardCharsets.ISO_8859_1),
                        "result_columns=result_id");
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("é;b;result_id\r\nLille;1;59350\r\n");
    }

    @Test
    void writesPlainLettersForThoseThatTheEncodingLacks() throws Exception {
        HttpResponse<byte[]> answer =
                search(
                        "a;b\nrue du sacre coeur;paris\n",
                        "encoding=latin-1",
                        "result_columns=result_name");
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1))
                .contains("Rue du Sacré Coeur");
    }

    @Test
    void takesScoresAboveTheMinimum() throws Exception {
        String file = "a;b\nLille;\n";
        assertThat(text(search(file, "min_score=0.99", "result_columns=result_status")))
                .contains(";below-min-score");
        assertThat(text(search(file, "min_score=0", "result_columns=result_status")))
                .contains(";found");
    }

    @Test
    void keepsQuotesLinesAndColumnsThatAreThereAlready() throws Exception {
        String file = "latitude;a;result_label\r\nold;\"qq\nqq\";kept\r\nold;qqqq;\"k;\"\"e\"\r\n";
        assertThat(text(search(file, "columns=a", "result_columns=latitude,result_label")))
                .isEqualTo(
                        "\uFEFFlatitude;a;result_label\r\n"
                                + "old;\"qq\r\nqq\";kept\r\n"
                                + "old;qqqq;\"k;\"\"e\"\r\n");
        assertThat(text(search("latitude;a\nold;Lille\n", "columns=a", "result_columns=latitude")))
                .isEqualTo("\uFEFFlatitude;a\r\n50.63;Lille\r\n");
    }

    @Test
    void namesTheAnswerWithoutALineOfItsOwnInTheHeaders() throws Exception {
        HttpResponse<byte[]> answer =
                post(
                        server.server(),
                        "/search/csv",
                        "filename=\"../Éco;le\\\\v1.csv\"",
                        "a\nLille\n".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment; filename=\"")
                .doesNotContain("/")
                .endsWith(".geocoded.csv\"");
    }

    @Test
    void findsTheAddressesAtPoints() throws Exception {
        String file = "n,lat,lng\n1,48.86011,2.34411\n2,,\n3,abc,2\n4,0,0\n5,99,999\n";
        HttpResponse<byte[]> answer =
                post(
                        server.server(),
                        "/reverse/csv",
                        "filename=\"in.csv\"",
                        file.getBytes(StandardCharsets.UTF_8),
                        "result_columns=result_label,result_distance,result_status");
        assertThat(text(answer))
                .isEqualTo(
                        "\uFEFFn,lat,lng,result_label,result_distance,result_status\r\n"
                                + "1,48.86011,2.34411,1 Rue Saint-Honoré 75001 Paris,1,found\r\n"
                                + "2,,,,,invalid-coordinates\r\n"
                                + "3,abc,2,,,invalid-coordinates\r\n"
                                + "4,0,0,,,not-found\r\n"
                                + "5,99,999,,,invalid-coordinates\r\n");
    }

    @Test
    void keepsTheOrderOfManyRows() throws Exception {
        StringBuilder file = new StringBuilder("n;a\n");
        IntStream.range(0, 3000)
                .forEach(i -> file.append(i).append(i % 3 == 0 ? ";Lille\n" : ";rue du nord\n"));
        List<String> lines =
                text(search(file.toString(), "columns=a", "result_columns=result_id"))
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
    void formulasAreEscapedWhereAsked() throws Exception {
        String file = "adresse,+x\n=1+1,-1.55\n\"@SUM(A1,\",-cmd|' /C calc'!A0\n";
        List<String> asked =
                text(search(file, "columns=adresse", "escape_formulas=1")).lines().toList();
        assertThat(asked.get(0)).startsWith("\uFEFFadresse,'+x,");
        assertThat(asked.get(1)).startsWith("'=1+1,-1.55,");
        assertThat(asked.get(2)).startsWith("\"'@SUM(A1,\",'-cmd|' /C calc'!A0,");
        assertThat(text(search(file, "columns=adresse")).lines().toList().get(1))
                .startsWith("=1+1,-1.55,");
        try (GeocodingServer careful =
                server.another(Map.of("ODONYM_CSV_ESCAPE_FORMULAS", "true"))) {
            byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
            assertThat(
                            text(
                                    post(
                                            careful,
                                            "/search/csv",
                                            "filename=\"a\"",
                                            bytes,
                                            "columns=adresse")))
                    .contains("'=1+1");
            assertThat(
                            text(
                                    post(
                                            careful,
                                            "/search/csv",
                                            "filename=\"a\"",
                                            bytes,
                                            "columns=adresse",
                                            "escape_formulas=0")))
                    .contains("\n=1+1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rX-Evil: 1",
                "a\nX-Evil: 1",
                "a\\r\\nX-Evil: 1",
                "a%0d%0aX-Evil: 1",
                "a\u0085X-Evil: 1\u2028X-Evil: 1",
                "a\u0000\u001B[31m\u007F",
                "a\\\"; filename=\\\"evil.exe",
                "..\\\\..//../etc/passwd"
            })
    void theNameOfAFileAddsNothingToTheHeaders(String name) throws Exception {
        HttpResponse<byte[]> answer =
                post(
                        server.server(),
                        "/search/csv",
                        "filename=\"" + name + "\"",
                        "adresse\nrue\n".getBytes(StandardCharsets.UTF_8));
        // A line break in the header of a part ends that header; no answer is as good as any.
        assertThat(answer.statusCode()).isIn(200, 400);
        assertThat(answer.headers().map()).doesNotContainKey("x-evil");
        answer.headers()
                .firstValue("content-disposition")
                .ifPresent(
                        value ->
                                assertThat(value)
                                        .matches(
                                                "attachment; filename=\"["
                                                        + " !#-\\[\\]-~]*\\.geocoded\\.csv\"(;"
                                                        + " filename\\*=UTF-8''[\\w.*%-]+)?")
                                        .doesNotContain("/", "\\")
                                        .doesNotContain("filename=\"evil"));
    }

    @Test
    void theNameOfAnEncodingAddsNothingToTheHeaders() throws Exception {
        for (String encoding : new String[] {"utf-8\r\nX-Evil: 1", "utf-8\nX-Evil: 1", "utf-8\r"}) {
            HttpResponse<byte[]> answer = search("adresse\nrue\n", "encoding=" + encoding);
            assertThat(answer.statusCode()).isIn(200, 400);
            assertThat(answer.headers().map()).doesNotContainKey("x-evil");
        }
    }
}
