package io.odonym.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Routing, admission control, the limits and the metrics classify every spelling of a path in the
 * same way.
 */
class PathSpellingTest {

    private static FakeGeocoderServer server;

    @BeforeAll
    static void start() {
        server = new FakeGeocoderServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String send(String method, String target) throws Exception {
        return server.client()
                .raw(
                        method
                                + " "
                                + target
                                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                                + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/./search?q=a",
                "/x/../search?q=a",
                "/search;a=b?q=a",
                "/;a=b/search?q=a",
                "/search/.?q=a",
                "/search/%2e?q=a",
                "/%2e%2e/search?q=a",
                "/get/../search?q=a",
                "/get/%2e%2e/search?q=a",
                "/get/..",
                "/get/a;b",
                "/SEARCH?q=a",
                "/search%20?q=a",
                "/search%00?q=a",
                "/metrics;x",
                "//metrics",
                "/health/./live",
                "/page/../metrics",
                "/page/%6dain.js",
                "/%64ocs"
            })
    void isNotFoundInOtherSpellings(String target) throws Exception {
        assertThat(send("GET", target)).startsWith("HTTP/1.1 404 Not Found\r\n");
        assertThat(server.geocoder().searches).noneMatch(search -> search.query().equals("a"));
        assertThat(server.get("/metrics").body())
                .doesNotContain("endpoint=\"other\",method=\"GET\",status=\"200\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin;x/reload",
                "/admin/reload;x",
                "//admin/reload",
                "/%61dmin/reload",
                "/x/../batch"
            })
    void isNotFoundInOtherSpellingsForPost(String target) throws Exception {
        assertThat(send("POST", target)).startsWith("HTTP/1.1 404 Not Found\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/search", "/search/", "/%73earch", "//search", "/search%2f", "/search//"})
    void isLimitedAndCountedLikeThePlainSpelling(String path) throws Exception {
        try (FakeGeocoderServer limited =
                new FakeGeocoderServer(Map.of("ODONYM_CLIENT_REQUESTS", "1"))) {
            Set<String> statusLines = new HashSet<>();
            for (int i = 0; i < 20 && statusLines.size() < 2; i++) {
                statusLines.add(
                        limited.client()
                                .raw(
                                        "GET "
                                                + path
                                                + "?q=a HTTP/1.1\r\nHost: localhost\r\n"
                                                + "Connection: close\r\n\r\n")
                                .lines()
                                .findFirst()
                                .orElse(""));
            }
            assertThat(statusLines)
                    .containsOnly("HTTP/1.1 200 OK", "HTTP/1.1 429 Too Many Requests");
            assertThat(limited.get("/metrics").body())
                    .doesNotContain("endpoint=\"other\"")
                    .contains("endpoint=\"/search\",method=\"GET\",status=\"429\"");
        }
    }

    @Test
    void mayHaveATrailingSlash() throws Exception {
        assertThat(send("GET", "/reverse/?lat=48&lon=2")).startsWith("HTTP/1.1 200 OK\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/get/a", "/get/a%5Fb", "/get/%C3%A9", "/get/a%3Bb/"})
    void mayEncodeAnIdentifier(String target) throws Exception {
        assertThat(send("GET", target)).startsWith("HTTP/1.1 404 Not Found\r\n");
        assertThat(server.get("/metrics").body())
                .contains(
                        "addok_geocoding_requests_total{endpoint=\"/get/{id}\",method=\"GET\","
                                + "status=\"404\"}");
    }
}
