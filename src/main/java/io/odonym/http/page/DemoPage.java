package io.odonym.http.page;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.configuration.MapTiles;
import io.odonym.http.api.JsonWriter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The page to try the geocoder at {@code /}, and the API's description for readers at {@code
 * /docs}.
 *
 * <p>Every file has a route of its own, so that no other can be asked for. Leaflet and Swagger UI
 * come out of their WebJars. Nothing is ever fetched from elsewhere, save map tiles where some are
 * configured; the Content-Security-Policy makes browsers hold us to that.
 */
public final class DemoPage {

    /** The folder of the files in URLs. */
    private static final String FOLDER = "page/";

    /** Our own files that the page at {@code /} and the one at {@code /docs} load. */
    static final List<String> FILES =
            List.of(
                    "api.js",
                    "combobox.js",
                    "csv-form.js",
                    "csv-header.js",
                    "csv-upload.js",
                    "details.css",
                    "details.js",
                    "docs.css",
                    "docs.js",
                    "dom.js",
                    "explanation.js",
                    "graticule.js",
                    "icon.svg",
                    "language.js",
                    "layout.css",
                    "main.js",
                    "map.css",
                    "map.js",
                    "parts.css",
                    "results.js",
                    "state.js",
                    "strings.js",
                    "tabs.js",
                    "theme.css");

    /** Of WebJars: group, artifact, folder within, files. */
    private record WebJar(String group, String name, String folder, List<String> files) {

        /** The version, which the paths within the jar name; only pom.xml has to know it. */
        String version() {
            Properties properties = new Properties();
            try (InputStream in =
                    open("/META-INF/maven/" + group + "/" + name + "/pom.properties")) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return properties.getProperty("version");
        }
    }

    private static final List<WebJar> WEB_JARS =
            List.of(
                    new WebJar(
                            "org.webjars.npm",
                            "leaflet",
                            "dist/",
                            List.of("leaflet.js", "leaflet.css")),
                    new WebJar(
                            "org.webjars",
                            "swagger-ui",
                            "",
                            List.of("swagger-ui-bundle.js", "swagger-ui.css")));

    /** Kept, but asked about each time, since the names say no version. */
    private static final String ASK = "no-cache";

    private final Optional<MapTiles> tiles;
    private final Map<String, StaticAsset> loaded = new ConcurrentHashMap<>();

    private DemoPage(Optional<MapTiles> tiles) {
        this.tiles = tiles;
    }

    /** The page, with a map of these tiles or of none. */
    public static DemoPage of(Optional<MapTiles> tiles) {
        return new DemoPage(tiles);
    }

    /** Adds its paths. */
    public void route(HttpRouting.Builder routing) {
        add(routing, "/", () -> own("index.html"), policy("'self'"));
        // Swagger UI writes styles into its elements.
        add(routing, "/docs", () -> own("docs.html"), policy("'self' 'unsafe-inline'"));
        routing.get(
                "/docs/",
                (_, response) -> {
                    // The page's own links are relative, so that a proxy may put us below a path.
                    response.header(HeaderNames.LOCATION, "../docs");
                    response.status(Status.PERMANENT_REDIRECT_308).send();
                });
        for (String file : FILES) {
            add(routing, "/" + FOLDER + file, () -> own(file), policy("'self'"));
        }
        add(routing, "/" + FOLDER + "settings.json", this::settings, policy("'self'"));
        for (WebJar jar : WEB_JARS) {
            String folder =
                    "/META-INF/resources/webjars/%s/%s/%s"
                            .formatted(jar.name(), jar.version(), jar.folder());
            for (String file : jar.files()) {
                add(
                        routing,
                        "/" + FOLDER + file,
                        () -> new StaticAsset(file, read(folder + file), ASK),
                        policy("'self'"));
            }
        }
    }

    private void add(
            HttpRouting.Builder routing, String path, Supplier<StaticAsset> asset, Header policy) {
        Handler handler =
                (request, response) -> {
                    response.header(policy);
                    // Read when first asked for: most servers never show the page.
                    loaded.computeIfAbsent(path, _ -> asset.get()).send(request, response);
                };
        routing.get(path, handler).head(path, handler);
    }

    private Header policy(String styles) {
        return HeaderValues.createCached(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src "
                        + styles
                        + "; img-src 'self' data:"
                        + tiles.map(some -> " " + some.source()).orElse("")
                        + "; connect-src 'self'; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors 'self'");
    }

    private static StaticAsset own(String file) {
        return new StaticAsset(file, read(file), ASK);
    }

    private StaticAsset settings() {
        JsonWriter json = new JsonWriter().startObject();
        tiles.ifPresent(
                some ->
                        json.key("tiles")
                                .startObject()
                                .key("url")
                                .value(some.url())
                                .key("attribution")
                                .value(some.attribution())
                                .endObject());
        return new StaticAsset("settings.json", json.endObject().toBytes(), ASK);
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = DemoPage.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("the program lacks " + resource);
        }
        return in;
    }
}
