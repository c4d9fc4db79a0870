package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.ConfigurationException;
import io.odonym.geocode.BackgroundIndexReloader;
import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.telemetry.Telemetry;
import io.odonym.testing.HttpTestClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class AdminHandlerTest {

    private static final String TOKEN = "correct-horse-battery";

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

    private HttpResponse<String> reload(String... headers) {
        return HttpTestClient.of(server.port()).send("POST", "/admin/reload", headers);
    }

    private HttpResponse<String> reloadWithToken() {
        return reload("Authorization", "Bearer " + TOKEN);
    }

    private String get(String path) {
        return HttpTestClient.of(server.port()).get(path).body();
    }

    private void assertServes(String city) {
        assertThatJson(get("/search?q=rue+du+port"))
                .node("features[0].properties.city")
                .isEqualTo(city);
    }

    @Test
    void swapsTheIndex() throws Exception {
        Indexes.link(current, Indexes.of(folder, "Brest"));
        HttpResponse<String> response = reloadWithToken();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThatJson(response.body()).node("status").isEqualTo("SWAPPED");
        assertThatJson(response.body())
                .node("description")
                .asString()
                .startsWith("now serving 1 documents, ");
        assertServes("Brest");
        assertThatJson(get("/health")).node("last_reload").isEqualTo("SWAPPED");
        assertThatJson(get("/health")).node("last_reload_at").asString().startsWith("20");
    }

    @Test
    void rejectsADamagedIndexAndKeepsTheCurrentOne() throws Exception {
        Path brest = Indexes.of(folder, "Brest");
        Files.delete(Indexes.dataFile(brest, "dictionary"));
        Indexes.link(current, brest);
        HttpResponse<String> response = reloadWithToken();
        assertThat(response.statusCode()).isEqualTo(409);
        assertThatJson(response.body()).node("title").isEqualTo("Index refused");
        assertThatJson(response.body())
                .node("description")
                .asString()
                .startsWith("the index is damaged: ")
                .endsWith(" is missing; build the index again or restore it");
        assertServes("Amiens");
        assertThatJson(get("/health/ready")).node("status").isEqualTo("READY");
        assertThatJson(get("/health")).node("last_reload").isEqualTo("REFUSED");
        assertThat(get("/health")).doesNotContain(folder.toString());
    }

    @Test
    void acceptsATrailingSlash() {
        assertThat(
                        HttpTestClient.of(server.port())
                                .send("POST", "/admin/reload/", "Authorization", "Bearer " + TOKEN)
                                .statusCode())
                .isEqualTo(200);
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
        "X-Nothing, 1, 401",
    })
    void requiresTheTokenFromLocalProgramsToo(String header, String value, int status) {
        HttpResponse<String> response = reload(header, value);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("www-authenticate"))
                .isEqualTo(status == 401 ? Optional.of("Bearer") : Optional.empty());
    }

    @Test
    void acceptsTheTokenThroughAProxy() {
        assertThat(
                        reload("X-Forwarded-For", "203.0.113.7", "Authorization", "Bearer " + TOKEN)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void isOffIfNothingIsConfigured() {
        try (Telemetry telemetry = Telemetry.local()) {
            server.close();
            server = serve(Map.of(), telemetry);
            assertThat(reload().statusCode()).isEqualTo(404);
            assertThat(reloadWithToken().statusCode()).isEqualTo(404);
            assertThat(reloader.lastResult()).isEmpty();
        }
    }

    @Test
    void listensOnAPortOfItsOwn() {
        try (Telemetry telemetry = Telemetry.local()) {
            server.close();
            server = serve(Map.of("ODONYM_ADMIN_LISTENER", "127.0.0.1:0"), telemetry);
            HttpTestClient administration = HttpTestClient.of(server.administrationPort());
            assertThat(reload().statusCode()).isEqualTo(404);
            assertThat(administration.get("/search?q=port").statusCode()).isEqualTo(404);
            assertThat(
                            administration
                                    .send(
                                            "POST",
                                            "/admin/reload",
                                            "Origin",
                                            "http://elsewhere.example")
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(administration.send("POST", "/admin/reload").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void listensOnAUnixSocketOfTheSameUser() throws Exception {
        Path socket = folder.resolve("admin.sock");
        // A server that was killed leaves its socket file behind.
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address).close();
        try (Telemetry telemetry = Telemetry.local()) {
            server.close();
            Map<String, String> environment =
                    Map.of("ODONYM_ADMIN_TOKEN", TOKEN, "ODONYM_ADMIN_LISTENER", "unix:" + socket);
            server = serve(environment, telemetry);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            try (SocketChannel channel = SocketChannel.open(address)) {
                channel.write(
                        StandardCharsets.US_ASCII.encode(
                                "POST /admin/reload HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Connection: close\r\n\r\n"));
                assertThat(
                                new String(
                                        Channels.newInputStream(channel).readAllBytes(),
                                        StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200 OK\r\n")
                        .contains("\"status\":\"SWAPPED\"");
            }
            assertThatThrownBy(() -> serve(environment, telemetry))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageEndingWith("admin.sock is in use");
        }
    }

    @Test
    void rejectsGet() {
        assertThat(HttpTestClient.of(server.port()).get("/admin/reload").statusCode())
                .isEqualTo(405);
        assertThat(reloader.lastResult()).isEmpty();
    }
}
