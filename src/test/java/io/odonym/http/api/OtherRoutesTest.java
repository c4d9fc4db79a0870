package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.http.IndexedServer;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Places by identifier, batches and health, over HTTP. */
class OtherRoutesTest {

    private static final String STREET =
            """
            {"id":"80021_1","type":"street","name":"Boulevard du Port","postcode":"80000","city":"Amiens","lat":49.9,"lon":2.3,"housenumbers":{"8":{"id":"80021_1_00008","lat":49.91,"lon":2.31},"8 bis":{"id":"80021_1_00008_bis","lat":49.92,"lon":2.32}}}
            """;

    @TempDir private static Path folder;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        Path input = Files.writeString(folder.resolve("street.ndjson"), STREET);
        server =
                IndexedServer.start(
                        input, folder.resolve("index"), Map.of("ODONYM_BATCH_SIZE", "4"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws Exception {
        return CLIENT.send(
                request.uri(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    private static HttpResponse<String> batch(String body) throws Exception {
        return send(
                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), "/batch");
    }

    @ParameterizedTest
    @CsvSource({
        "80021_1, Boulevard du Port 80000 Amiens",
        "80021_1_00008, 8 Boulevard du Port 80000 Amiens",
        "80021_1_00008_bis, 8 bis Boulevard du Port 80000 Amiens",
    })
    void findsByIdentifier(String id, String label) throws Exception {
        assertThat(get("/get/" + id).body())
                .startsWith("{\"type\":\"Feature\",")
                .contains("\"properties\":{\"label\":\"" + label + "\",")
                .contains("\"id\":\"" + id + "\"")
                .doesNotContain("score")
                .doesNotContain("housenumbers");
    }

    @Test
    void givesAllNumbersWhereAsked() throws Exception {
        assertThat(get("/get/80021_1/?housenumbers=1").body())
                .contains("\"housenumbers\":{\"8\":{\"id\":\"80021_1_00008\"")
                .contains("\"8 bis\":{\"id\":\"80021_1_00008_bis\"");
    }

    @ParameterizedTest
    @CsvSource({"/get/80021_2, 404", "/get/80021_1_00009, 404", "/get/_, 404", "/get/, 404"})
    void tellsWhatItDoesNotKnow(String path, int status) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"title\":\"404 Not Found\"}");
    }

    @Test
    void answersABatchInItsOrderEachAsAlone() throws Exception {
        HttpResponse<String> answer =
                batch(
                        """
                        {"requests": [{"q": "8 boulevard du port", "limit": 1, "autocomplete": false},
                                      {"lat": 49.91, "lon": 2.31},
                                      {"q": ""},
                                      {"q": "port", "postcode": ["80000", "75001"]}]}
                        """);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"results\":["
                                + get("/search?q=8+boulevard+du+port&limit=1&autocomplete=0").body()
                                + ","
                                + get("/reverse?lat=49.91&lon=2.31").body()
                                + ",{\"title\":\"Missing parameter\",\"description\":\"The"
                                + " \\\"q\\\" parameter is required.\",\"status\":400},"
                                + get("/search?q=port&postcode=80000&postcode=75001").body()
                                + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense | 400 | The body is not valid JSON: line 1",
                "{\"requests\": [{\"q\": \"x\"} | 400 | The body is not valid JSON",
                "{} | 400 | The body must be",
                "7 | 400 | The body must be",
                "`` | 400 | The body must be",
                "[7] | 400 | Request 1 is not an object.",
                "[{\"q\": {}}] | 400 | \\\"q\\\" of request 1 is not a string or a number.",
                "[{\"q\":1},{\"q\":1},{\"q\":1},{\"q\":1},{\"q\":1}] | 413 | Too many requests,"
                        + " limit is 4",
            })
    void refusesBatchesThatAreNone(String body, int status, String words) throws Exception {
        HttpResponse<String> answer = batch(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    /** No value in a list is no value, as null is; "requests" alone may be an empty list too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | {\"results\":[]}",
                "{\"requests\": [{\"q\": [], \"limit\": [], \"lat\": 0.0}]} | parameter is"
                        + " required",
                "[{\"q\": null}] | parameter is required",
                "[{}] | parameter is required",
            })
    void takesEmptyListsForNothing(String body, String words) throws Exception {
        HttpResponse<String> answer = batch(body);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void refusesBatchesThatAreTooLarge() throws Exception {
        assertThat(batch("[" + " ".repeat(4 * 4096) + "]").statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "/health, HEALTHY",
        "/health/, HEALTHY",
        "/health/live, LIVE",
        "/health/ready, READY",
    })
    void tellsItsHealth(String path, String word) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"status\":\"" + word + "\"");
    }

    @Test
    void tellsWhatItHolds() throws Exception {
        assertThat(get("/health").body())
                .contains("\"documents\":1,\"house_numbers\":2,\"data_date\":\"20")
                .contains("\"version\":");
    }

    @Test
    void compressesWhereAsked() throws Exception {
        HttpRequest.Builder asked =
                HttpRequest.newBuilder().header("Accept-Encoding", "br, gzip").GET();
        String path = "/search?q=boulevard+du+port&explain=1";
        HttpResponse<byte[]> answer =
                CLIENT.send(
                        asked.uri(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("vary")).contains("Accept-Encoding");
        String plain =
                new String(
                        new java.util.zip.GZIPInputStream(
                                        new java.io.ByteArrayInputStream(answer.body()))
                                .readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(plain).startsWith("{\"type\":\"FeatureCollection\"").endsWith("}");
        assertThat(get(path).headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void speaksHttp2() throws Exception {
        HttpResponse<String> answer =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        "http://127.0.0.1:"
                                                                + server.port()
                                                                + "/search?q=port"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).contains("Boulevard du Port");
    }

    @Test
    void aSearchThatTakesTooLongGivesUp() throws Exception {
        try (ReloadableGeocoder hasty =
                        ReloadableGeocoder.open(
                                folder.resolve("index"),
                                TextAnalysis.standard(),
                                new GeocoderOptions(
                                        GeocoderOptions.ADDOK.limits(),
                                        200,
                                        java.time.Duration.ofNanos(1)));
                GeocodingServer slow =
                        GeocodingServer.start(
                                hasty, Configuration.standard().listeningOn("127.0.0.1", 0))) {
            HttpResponse<String> answer =
                    CLIENT.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + slow.port()
                                                            + "/search?q=port"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The search took longer than 0 ms.");
        }
    }

    @Test
    void refusesLinesAndHeadersThatAreTooLong() throws Exception {
        assertThat(get("/search?q=" + "x".repeat(9000)).statusCode()).isBetween(400, 431);
        HttpRequest.Builder asked =
                HttpRequest.newBuilder().header("X-Long", "x".repeat(20_000)).GET();
        assertThat(send(asked, "/search?q=port").statusCode()).isBetween(400, 431);
    }

    /** Each of a connection of its own, which ends after it. */
    @ParameterizedTest
    @ValueSource(strings = {"G(T", "\u0010+L", "{}", "GET\u007f", "G\u00e9T", "\u0000", "G\"T"})
    void refusesAMethodThatIsNoToken(String method) throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.port())) {
            client.setSoTimeout(30_000);
            client.getOutputStream()
                    .write(
                            (method + " /search?q=port HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            String answer =
                    new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .containsIgnoringCase("connection: close\r\n")
                    .endsWith("{\"title\":\"400 Bad Request\"}");
        }
    }
}
