package io.odonym.http.page;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files, headers and redirects of the demo page. */
class WebPagesTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/odonym/http/page");

    private FakeGeocoderServer server = new FakeGeocoderServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> get(String path, String... headers) {
        return server.client().getBytes(path, headers);
    }

    private HttpResponse<String> head(String path) {
        return server.client().send("HEAD", path);
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
    void servesFilesWithTheirContentType(String path, String type) throws Exception {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "content-type")).isEqualTo(type);
        assertThat(header(response, "cache-control")).isEqualTo("no-cache");
        assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.body()).isNotEmpty();
        HttpResponse<String> head = head(path);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo("" + response.body().length);
    }

    @Test
    void servesAllFilesThatThePagesLoad() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            WebPages.FILES.stream(),
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
                assertThat(head("/" + file).statusCode()).as(file).isEqualTo(200);
            }
        }
    }

    @Test
    void respondsNotModifiedIfTheClientHasTheFile() throws Exception {
        HttpResponse<byte[]> first = get("/page/main.js");
        String tag = header(first, "etag");

        for (String ifNoneMatch : List.of(tag, "\"other\", W/" + tag, "*")) {
            HttpResponse<byte[]> again = get("/page/main.js", "If-None-Match", ifNoneMatch);
            assertThat(again.statusCode()).as(ifNoneMatch).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "etag")).isEqualTo(tag);
        }
        assertThat(get("/page/main.js", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(get("/page/map.js", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void compressesFilesOnRequest() throws Exception {
        byte[] plain = get("/page/leaflet.js").body();
        HttpResponse<byte[]> compressed =
                get("/page/leaflet.js", "Accept-Encoding", "br, gzip;q=0.9");

        assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "vary")).isEqualTo("Accept-Encoding");
        assertThat(compressed.body().length).isLessThan(plain.length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain);
        assertThat(header(get("/page/leaflet.js", "Accept-Encoding", "gzip;q=0"), "etag"))
                .doesNotContain("gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page",
                "/page/",
                "/page/index.html",
                "/page/nothing.js",
                "/page/WebPages.class",
                "/page/../WebPages.class",
                "/page/%2e%2e/WebPages.class",
                "/page/..%2fDemoPage.class",
                "/page/..%5cDemoPage.class",
                "/page//etc/passwd",
                "/../../../etc/passwd",
                "/META-INF/MANIFEST.MF",
                "/page/package.json",
                "/index.html"
            })
    void servesNoOtherFile(String path) throws IOException {
        // The request is sent as text, since a client library would normalize the path.
        assertThat(
                        server.client()
                                .raw(
                                        "GET "
                                                + path
                                                + " HTTP/1.1\r\n"
                                                + "Host: a\r\n"
                                                + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .endsWith("\r\n\r\n{\"title\":\"404 Not Found\"}");
    }

    @Test
    void restrictsBrowsersToTheServer() throws Exception {
        assertThat(header(get("/"), "content-security-policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                .contains("img-src 'self' data:;", "connect-src 'self';")
                .doesNotContain("http", "unsafe");
        assertThatJson(server.get("/page/settings.json").body()).isEqualTo("{}");
    }

    @Test
    void allowsTheConfiguredTileServer() throws Exception {
        server.close();
        server =
                new FakeGeocoderServer(
                        Map.of(
                                "ODONYM_TILES_URL", "https://{s}.tiles.test/{z}/{x}/{y}.png",
                                "ODONYM_TILES_ATTRIBUTION", "© <b>all</b>"));

        assertThat(header(get("/"), "content-security-policy"))
                .contains("img-src 'self' data: https://*.tiles.test;");
        assertThatJson(server.get("/page/settings.json").body())
                .isEqualTo(
                        """
                        {"tiles": {"url": "https://{s}.tiles.test/{z}/{x}/{y}.png",
                                   "attribution": "© <b>all</b>"}}
                        """);
    }

    @Test
    void redirectsTheTrailingSlashOfTheDocumentation() throws Exception {
        HttpResponse<byte[]> response = get("/docs/");

        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(header(response, "location")).isEqualTo("../docs");
    }
}
