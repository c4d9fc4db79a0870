package io.odonym.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.BackgroundIndexReloader;
import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.telemetry.Telemetry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code POST /admin/reload} over HTTP. */
class AdminHandlerTest {

    private static final String TOKEN = "correct-horse-battery";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir private Path folder;
    private Path current;
    private ReloadableGeocoder geocoder;
    private BackgroundIndexReloader reloader;
    private GeocodingServer server;

    @BeforeEach
    void start() throws Exception {
        current = Indexes.link(folder.resolve("current"), Indexes.of(folder, "Amiens"));
        geocoder = ReloadableGeocoder.open(current);
        Telemetry telemetry = Telemetry.local();
        reloader =
                new BackgroundIndexReloader(geocoder, current, Duration.ZERO, telemetry.meters());
        server = serve(Map.of("ODONYM_ADMIN_TOKEN", TOKEN), telemetry);
    }

    private GeocodingServer serve(Map<String, String> environment, Telemetry telemetry) {
        return GeocodingServer.start(
                geocoder,
                reloader,
                Configuration.read(environment, Optional.empty()).listeningOn("127.0.0.1", 0),
                telemetry);
    }

    @AfterEach
    void stop() {
        server.close();
        reloader.close();
        geocoder.close();
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void swapsAndSaysSo() throws Exception {
        Indexes.link(current, Indexes.of(folder, "Brest"));
        HttpResponse<String> answer = send("POST", "/admin/reload");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"status\":\"SWAPPED\",\"description\":\"now serving 1 documents, ");
        assertThat(send("GET", "/search?q=rue+du+port").body()).contains("\"city\":\"Brest\"");
        assertThat(send("GET", "/health").body())
                .contains("\"last_reload\":\"SWAPPED\",\"last_reload_at\":\"20");
    }

    @Test
    void refusesABadIndexAndGoesOnWithTheOldOne() throws Exception {
        Path brest = Indexes.of(folder, "Brest");
        Files.delete(Indexes.dataFile(brest, "dictionary"));
        Indexes.link(current, brest);
        HttpResponse<String> answer = send("POST", "/admin/reload/");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .startsWith("{\"title\":\"Index refused\",\"description\":\"the index is damaged: ")
                .contains(" is missing; build it again or restore it");
        assertThat(send("GET", "/search?q=rue+du+port").body()).contains("\"city\":\"Amiens\"");
        assertThat(send("GET", "/health/ready").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/health").body())
                .contains("\"last_reload\":\"REFUSED\"")
                .doesNotContain(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer correct-horse-battery, 200",
        "Authorization, bearer  correct-horse-battery, 200",
        "Authorization, Bearer correct-horse-batterz, 401",
        "Authorization, Bearer, 401",
        "Authorization, Basic Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5, 401",
        "X-Forwarded-For, 127.0.0.1, 401",
        "Forwarded, for=127.0.0.1, 401",
        "Origin, http://elsewhere.example, 401",
        "Sec-Fetch-Site, cross-site, 401",
    })
    void letsInWhoIsHereOrHasTheToken(String header, String value, int status) throws Exception {
        HttpResponse<String> answer = send("POST", "/admin/reload", header, value);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("www-authenticate"))
                .isEqualTo(status == 401 ? Optional.of("Bearer") : Optional.empty());
    }

    @Test
    void theTokenLetsAProxyIn() throws Exception {
        assertThat(
                        send(
                                        "POST",
                                        "/admin/reload",
                                        "X-Forwarded-For",
                                        "203.0.113.7",
                                        "Authorization",
                                        "Bearer " + TOKEN)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void withoutATokenNobodyFromElsewhereGetsIn() throws Exception {
        try (Telemetry telemetry = Telemetry.local()) {
            server.close();
            server = serve(Map.of(), telemetry);
            for (String said : new String[] {"Bearer ", "Bearer " + TOKEN}) {
                assertThat(
                                send(
                                                "POST",
                                                "/admin/reload",
                                                "X-Forwarded-For",
                                                "203.0.113.7",
                                                "Authorization",
                                                said)
                                        .statusCode())
                        .isEqualTo(403);
            }
            assertThat(send("POST", "/admin/reload").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aGetReloadsNothing() throws Exception {
        assertThat(send("GET", "/admin/reload").statusCode()).isEqualTo(405);
        assertThat(reloader.lastResult()).isEmpty();
    }
}
