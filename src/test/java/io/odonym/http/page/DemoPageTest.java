package io.odonym.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.http.FakeGeocoder;
import io.odonym.http.GeocodingServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

class DemoPageTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/odonym/http/page");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private GeocodingServer server = start(Map.of());

    private static GeocodingServer start(Map<String, String> environment) {
        return GeocodingServer.start(
                new FakeGeocoder(),
                Configuration.read(environment, Optional.empty()).listeningOn("127.0.0.1", 0));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/docs, text/html; charset=utf-8",
        "/page/main.js, text/javascript; charset=utf-8",
        "/page/theme.css, text/css; charset=utf-8",
        "/page/icon.svg, image/svg+xml",
        "/page/settings.json, application/json; charset=utf-8",
        "/page/leaflet.js, text/javascript; charset=utf-8",
        "/page/leaflet.css, text/css; charset=utf-8",
        "/page/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/page/swagger-ui.css, text/css; charset=utf-8"
    })
    void servesItsFiles(String path, String type) throws Exception {
        HttpResponse<byte[]> answer = ask("GET", path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo(type);
        assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.body()).isNotEmpty();
        HttpResponse<byte[]> head = ask("HEAD", path);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo("" + answer.body().length);
    }

    @Test
    void servesEveryFileOfItsFolderAndWhatThePagesLoad() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            DemoPage.FILES.stream(),
                                            Stream.of("index.html", "docs.html"))
                                    .toList());
        }
        for (String page : List.of("index.html", "docs.html")) {
            List<String> loaded =
                    Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"")
                            .matcher(Files.readString(FOLDER.resolve(page)))
                            .results()
                            .map(match -> match.group(1))
                            .toList();
            assertThat(loaded).isNotEmpty();
            for (String file : loaded) {
                assertThat(ask("HEAD", "/" + file).statusCode()).as(file).isEqualTo(200);
            }
        }
    }

    @Test
    void answersThatABrowserHasAFileAlready() throws Exception {
        HttpResponse<byte[]> first = ask("GET", "/page/main.js");
        String tag = header(first, "etag");

        for (String known : List.of(tag, "\"other\", W/" + tag, "*")) {
            HttpResponse<byte[]> again = ask("GET", "/page/main.js", "If-None-Match", known);
            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "etag")).isEqualTo(tag);
        }
        assertThat(ask("GET", "/page/main.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "/page/map.js", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void compressesForThoseWhoTakeIt() throws Exception {
        byte[] plain = ask("GET", "/page/leaflet.js").body();
        HttpResponse<byte[]> zipped =
                ask("GET", "/page/leaflet.js", "Accept-Encoding", "br, gzip;q=0.9");

        assertThat(header(zipped, "content-encoding")).isEqualTo("gzip");
        assertThat(header(zipped, "vary")).isEqualTo("Accept-Encoding");
        assertThat(zipped.body().length).isLessThan(plain.length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain);
        assertThat(header(ask("GET", "/page/leaflet.js", "Accept-Encoding", "gzip;q=0"), "etag"))
                .doesNotContain("gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page",
                "/page/",
                "/page/index.html",
                "/page/nothing.js",
                "/page/DemoPage.class",
                "/page/../DemoPage.class",
                "/page/%2e%2e/DemoPage.class",
                "/page/..%2fDemoPage.class",
                "/page/..%5cDemoPage.class",
                "/page//etc/passwd",
                "/../../../etc/passwd",
                "/META-INF/MANIFEST.MF",
                "/page/package.json",
                "/index.html"
            })
    void reachesNothingElse(String path) throws IOException {
        // Clients mend such paths before they send them.
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 404 ")
                    .endsWith("\r\n\r\n{\"title\":\"404 Not Found\"}");
        }
    }

    @Test
    void letsBrowsersAskNobodyElse() throws Exception {
        assertThat(header(ask("GET", "/"), "content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                .contains("img-src 'self' data:;", "connect-src 'self';")
                .doesNotContain("http", "unsafe");
        assertThat(ask("GET", "/page/settings.json").body()).asString().isEqualTo("{}");
    }

    @Test
    void showsTheTilesThatAreConfigured() throws Exception {
        server.close();
        server =
                start(
                        Map.of(
                                "ODONYM_TILES_URL", "https://{s}.tiles.test/{z}/{x}/{y}.png",
                                "ODONYM_TILES_ATTRIBUTION", "© <b>all</b>"));

        assertThat(header(ask("GET", "/"), "content-security-policy"))
                .contains("img-src 'self' data: https://*.tiles.test;");
        assertThat(ask("GET", "/page/settings.json").body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"tiles\":{\"url\":\"https://{s}.tiles.test/{z}/{x}/{y}.png\","
                                + "\"attribution\":\"© <b>all</b>\"}}");
    }

    @Test
    void leadsFromTheSlashedPathOfTheDocumentation() throws Exception {
        HttpResponse<byte[]> answer = ask("GET", "/docs/");

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(header(answer, "location")).isEqualTo("../docs");
    }
}
