package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.GeocodingServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Forms, limits, encodings and file names of uploads. */
class CsvUploadTest {

    private static final String PATH = "/search/csv";

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

    private static HttpResponse<String> postForm(String body) {
        return server.client().post(PATH, body, "Content-Type", MultipartForm.CONTENT_TYPE);
    }

    @Test
    void rejectsLongRowsIfConfigured() {
        try (GeocodingServer strict =
                server.startAnother(Map.of("ODONYM_CSV_REFUSE_LONG_ROWS", "true"))) {
            HttpResponse<String> response =
                    HttpTestClient.of(strict.port())
                            .upload(
                                    PATH + "/",
                                    MultipartForm.ofFile(
                                                    "a;b\nLille;1\n" + "x".repeat(201) + ";1\n")
                                            .fields("columns=a"));
            assertThat(response.statusCode()).isEqualTo(413);
            assertThatJson(response.body())
                    .isEqualTo(
                            "{\"title\": \"Query too long, 201 chars, limit is 200 (row number"
                                    + " 2)\"}");
        }
    }

    @Test
    void limitsTheSizeOfTheFile() {
        try (GeocodingServer small = server.startAnother(Map.of("ODONYM_UPLOAD_SIZE", "20"))) {
            String bytes21 = "a;b\nxxxxxxxxxxxxx;1\n\n";
            HttpResponse<String> response =
                    HttpTestClient.of(small.port()).upload(PATH, MultipartForm.ofFile(bytes21));
            assertThat(response.statusCode()).isEqualTo(413);
            assertThatJson(response.body())
                    .isEqualTo("{\"title\": \"File too large, limit is 20 bytes\"}");
        }
    }

    @Test
    void limitsTheRowsOfAClient() {
        try (GeocodingServer limited = server.startAnother(Map.of("ODONYM_CLIENT_ROWS", "3"))) {
            HttpTestClient client = HttpTestClient.of(limited.port());
            assertThat(client.upload(PATH, MultipartForm.ofFile("a\nLille\n1\n")).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> rejected =
                    client.upload(PATH, MultipartForm.ofFile("a\nLille\n1\n"));
            assertThat(rejected.statusCode()).isEqualTo(429);
            assertThat(rejected.headers().firstValue("retry-after")).isPresent();
            assertThat(client.upload(PATH, MultipartForm.ofFile("a\n1\n2\n3\n4\n")).statusCode())
                    .isEqualTo(413);
        }
    }

    /** A regular expression with nested quantifiers took minutes for such a cell. */
    @Test
    @Timeout(20)
    void readsLongNumbersInLinearTime() {
        String digits = "1".repeat(100_000);
        HttpResponse<String> response =
                server.client()
                        .upload(
                                "/reverse/csv",
                                MultipartForm.ofFile(
                                        "lat,lon\n"
                                                + digits
                                                + "e,2\n"
                                                + "1_".repeat(50_000)
                                                + ",2\n"));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void limitsTheNumberOfRows() {
        try (GeocodingServer small = server.startAnother(Map.of("ODONYM_CSV_ROWS", "2"))) {
            HttpResponse<String> response =
                    HttpTestClient.of(small.port())
                            .upload(PATH, MultipartForm.ofFile("a\n1\n2\n3\n"));
            assertThat(response.statusCode()).isEqualTo(413);
            assertThatJson(response.body()).isEqualTo("{\"title\": \"Too many rows, limit is 2\"}");
        }
    }

    /** The message is in the title or in the description. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    columns=zz            | Cannot found column 'zz' in columns ['a', 'b']
                    postcode=cp           | Cannot found column 'cp' in columns ['a', 'b']
                    lat=y                 | Cannot found column 'y' in columns ['a', 'b']
                    encoding=klingon      | Unable to decode with encoding "klingon"
                    encoding=ascii        | Unable to decode with encoding "ascii"
                    delimiter=;;          | The "delimiter" parameter is invalid. The value must be one character.
                    quote=ab              | The "quote" parameter is invalid. The value must be one character.
                    delimiter="           | The "delimiter" parameter is invalid. It is the same character as the quote.
                    min_score=high        | The "min_score" parameter is invalid. The value must be a float.
                    with_bom=perhaps      | The "with_bom" parameter is invalid. The value of the parameter must be "true" or "false".
                    """)
    void rejectsInvalidFields(String field, String message) {
        HttpResponse<String> response = server.search("a;b\nLille;é\n", field);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThatJson(response.body()).isObject().containsValue(message);
    }

    @Test
    void listsTheResultColumnsIfOneIsUnknown() {
        HttpResponse<String> response = server.search("a;b\nLille;é\n", "result_columns=secret");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThatJson(response.body())
                .node("description")
                .asString()
                .startsWith("The \"result_columns\" parameter is invalid. \"secret\" ")
                .contains("latitude, longitude, result_label");
    }

    @Test
    void rejectsAnEmptyFile() {
        HttpResponse<String> response = server.search("");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThatJson(response.body()).isEqualTo("{\"title\": \"Empty file\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--" + MultipartForm.BOUNDARY + "--\r\n", "nonsense", ""})
    void rejectsFormsWithoutAFile(String body) {
        assertThat(postForm(body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed; boundary=inner",
                "Multipart/Mixedtext/csv; charset=latin-1",
            })
    void rejectsNestedParts(String type) {
        HttpResponse<String> response =
                postForm(
                        """
                        --%1$s\r
                        Content-Disposition: form-data; name="data"; filename="a.csv"\r
                        Content-Type: %2$s\r
                        \r
                        a
                        Lille
                        \r
                        --%1$s--\r
                        """
                                .formatted(MultipartForm.BOUNDARY, type));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThatJson(response.body())
                .isEqualTo(
                        """
                        {"title": "Invalid multipart form",
                         "description": "Nested multipart parts are not supported."}
                        """);
    }

    @ParameterizedTest
    @CsvSource({"GET, 405", "PUT, 405", "OPTIONS, 200"})
    void acceptsOnlyPost(String method, int status) {
        HttpResponse<String> response = server.client().send(method, "/reverse/csv");
        assertThat(response.headers().firstValue("allow")).contains("POST, OPTIONS");
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "latin-1, ISO-8859-1, iso-8859-1",
        "windows-1252, windows-1252, windows-1252",
        "utf-16, x-UTF-16LE-BOM, utf-16",
        "utf_8, UTF-8, utf-8",
        "mac-roman, x-MacRoman, macintosh",
    })
    void respondsInTheEncodingOfTheFile(String name, String java, String registered) {
        Charset charset = Charset.forName(java);
        HttpResponse<byte[]> response =
                server.client()
                        .uploadForBytes(
                                PATH,
                                MultipartForm.ofFile(
                                                "filename=\"in.csv\"",
                                                "né;b\nrue saint honoré;paris\n".getBytes(charset))
                                        .fields("encoding=" + name, "result_columns=result_name"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type"))
                .contains("text/csv; charset=" + registered);
        assertThat(response.body())
                .isEqualTo(
                        "né;b;result_name\r\nrue saint honoré;paris;Rue Saint-Honoré\r\n"
                                .getBytes(charset));
    }

    @Test
    void usesTheCharsetOfThePart() {
        HttpResponse<byte[]> response =
                server.client()
                        .uploadForBytes(
                                PATH,
                                MultipartForm.ofFile(
                                                "filename=\"in.csv\"\r\n"
                                                        + "Content-Type: text/csv; charset=latin-1",
                                                "é;b\nLille;1\n"
                                                        .getBytes(StandardCharsets.ISO_8859_1))
                                        .fields("result_columns=result_id"));
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("é;b;result_id\r\nLille;1;59350\r\n");
    }

    @Test
    void transliteratesCharactersThatTheEncodingLacks() {
        HttpResponse<byte[]> response =
                server.client()
                        .uploadForBytes(
                                PATH,
                                MultipartForm.ofFile("a;b\nrue du sacre coeur;paris\n")
                                        .fields("encoding=latin-1", "result_columns=result_name"));
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                .contains("Rue du Sacré Coeur");
    }

    private static HttpResponse<String> uploadNamed(String filename) {
        return server.client()
                .upload(
                        PATH,
                        MultipartForm.ofFile(
                                "filename=\"" + filename + "\"",
                                "a\nLille\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesTheResultAfterTheFile() {
        assertThat(
                        uploadNamed("../Éco;le\\\\v1.csv")
                                .headers()
                                .firstValue("content-disposition")
                                .orElseThrow())
                .startsWith("attachment; filename=\"")
                .doesNotContain("/")
                .endsWith(".geocoded.csv\"");
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
    void fileNamesCannotInjectHeaders(String name) {
        HttpResponse<String> response = uploadNamed(name);
        // A line break ends the header of the part, so that the form may be malformed.
        assertThat(response.statusCode()).isIn(200, 400);
        assertThat(response.headers().map()).doesNotContainKey("x-evil");
        response.headers()
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

    @ParameterizedTest
    @ValueSource(strings = {"utf-8\r\nX-Evil: 1", "utf-8\nX-Evil: 1", "utf-8\r"})
    void encodingNamesCannotInjectHeaders(String encoding) {
        HttpResponse<String> response = server.search("adresse\nrue\n", "encoding=" + encoding);
        assertThat(response.statusCode()).isIn(200, 400);
        assertThat(response.headers().map()).doesNotContainKey("x-evil");
    }
}
