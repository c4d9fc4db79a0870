package io.odonym.http.page;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.configuration.MapTileOptions;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.Endpoint;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.http.exchange.RouteRegistrar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Serves the demo page at {@code /} and the API documentation at {@code /docs}. Thread-safe.
 *
 * <p>Each file has its own route; no other file is reachable. Leaflet and Swagger UI are read from
 * their WebJars. Browsers load nothing from other servers, except map tiles if a tile server is
 * configured; the Content-Security-Policy enforces that.
 */
public final class WebPages {

    /** The path of the files, relative to the root of the server. */
    private static final String PATH = "page/";

    /** The project's own files that the two pages load. */
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

    /**
     * The files that are served from a WebJar.
     *
     * @param group the group of the Maven artifact
     * @param name the name of the Maven artifact
     * @param folder the folder of the files in the artifact
     */
    private record WebJar(String group, String name, String folder, List<String> files) {

        /**
         * Reads the version of the WebJar from its own metadata. The version is part of the
         * resource paths.
         */
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

    /** Makes browsers revalidate each file, because the paths contain no version. */
    private static final String REVALIDATE = "no-cache";

    private final Optional<MapTileOptions> tiles;
    private final MemoryBudget memory;
    private final Map<String, StaticAsset> assets = new ConcurrentHashMap<>();

    /**
     * Creates the page.
     *
     * @param tiles the tile server of the map; empty for a map without tiles
     * @param memory limits the memory of responses that are not sent yet
     */
    public WebPages(Optional<MapTileOptions> tiles, MemoryBudget memory) {
        this.tiles = tiles;
        this.memory = memory;
    }

    /** Registers the routes of both pages and of all files that they load. */
    public void register(HttpRouting.Builder routing) {
        addRoute(routing, "/", () -> ownFile("index.html"), contentSecurityPolicy("'self'"));
        // The Content-Security-Policy must allow inline styles, because Swagger UI sets them.
        addRoute(
                routing,
                "/docs",
                () -> ownFile("docs.html"),
                contentSecurityPolicy("'self' 'unsafe-inline'"));
        routing.get(
                "/docs/",
                (_, response) -> {
                    // The redirect is relative, so that a proxy can serve the page under another
                    // path.
                    response.header(HeaderNames.LOCATION, "../docs");
                    response.status(Status.PERMANENT_REDIRECT_308).send();
                });
        addDescription(routing, Endpoint.GEOPLATEFORME_API, "geocodage", "../");
        addDescription(routing, Endpoint.GEOPLATEFORME_COMPLETION_API, "completion", "../../");
        for (String file : FILES) {
            addRoute(
                    routing,
                    "/" + PATH + file,
                    () -> ownFile(file),
                    contentSecurityPolicy("'self'"));
        }
        addRoute(
                routing,
                "/" + PATH + "settings.json",
                this::settings,
                contentSecurityPolicy("'self'"));
        for (WebJar jar : WEB_JARS) {
            String folder =
                    "/META-INF/resources/webjars/%s/%s/%s"
                            .formatted(jar.name(), jar.version(), jar.folder());
            for (String file : jar.files()) {
                addRoute(
                        routing,
                        "/" + PATH + file,
                        () -> new StaticAsset(file, read(folder + file), REVALIDATE),
                        contentSecurityPolicy("'self'"));
            }
        }
    }

    /**
     * Registers the API documentation at the path of an endpoint.
     *
     * @param api the name of the API in docs.js
     * @param root the path from the endpoint to the root of the server
     */
    private void addDescription(
            HttpRouting.Builder routing, Endpoint endpoint, String api, String root) {
        Header policy = contentSecurityPolicy("'self' 'unsafe-inline'");
        RouteRegistrar.get(
                routing,
                endpoint,
                (request, response) -> {
                    String base = request.path().rawPath().endsWith("/") ? "../" + root : root;
                    response.header(policy);
                    assets.computeIfAbsent(
                                    api + base,
                                    _ ->
                                            new StaticAsset(
                                                    "docs.html",
                                                    description(api, base),
                                                    REVALIDATE))
                            .send(request, response, memory);
                });
    }

    /** Returns the documentation page with links that are relative to another folder. */
    private static byte[] description(String api, String base) {
        return new String(read("docs.html"), StandardCharsets.UTF_8)
                .replace("<html ", "<html data-api=\"" + api + "\" ")
                .replace("href=\"", "href=\"" + base)
                .replace("src=\"", "src=\"" + base)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void addRoute(
            HttpRouting.Builder routing, String path, Supplier<StaticAsset> asset, Header policy) {
        Handler handler =
                (request, response) -> {
                    response.header(policy);
                    // Files are read on first use, because most servers never serve the pages.
                    assets.computeIfAbsent(path, _ -> asset.get()).send(request, response, memory);
                };
        routing.get(path, handler).head(path, handler);
    }

    private Header contentSecurityPolicy(String styleSources) {
        return HeaderValues.createCached(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src "
                        + styleSources
                        + "; img-src 'self' data:"
                        + tiles.map(server -> " " + server.source()).orElse("")
                        + "; connect-src 'self'; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors 'self'");
    }

    private static StaticAsset ownFile(String file) {
        return new StaticAsset(file, read(file), REVALIDATE);
    }

    private StaticAsset settings() {
        JsonWriter json = new JsonWriter().startObject();
        tiles.ifPresent(
                server ->
                        json.key("tiles")
                                .startObject()
                                .key("url")
                                .value(server.url())
                                .key("attribution")
                                .value(server.attribution())
                                .endObject());
        return new StaticAsset("settings.json", json.endObject().toBytes(), REVALIDATE);
    }

    private static byte[] read(String resource) {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = WebPages.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("missing resource: " + resource);
        }
        return in;
    }
}
