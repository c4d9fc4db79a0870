package io.odonym.http.exchange;

import io.helidon.common.uri.UriPath;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The endpoints that admission control, limits, metrics and spans distinguish. All unknown paths
 * are {@link #OTHER}, so that the number of label values is bounded.
 */
public enum Endpoint {
    SEARCH("/search", true),
    REVERSE("/reverse", true),
    SEARCH_CSV("/search/csv", true),
    REVERSE_CSV("/reverse/csv", true),
    PLACE("/get/{id}", true),
    BATCH("/batch", true),
    GEOPLATEFORME_SEARCH("/geocodage/search", true),
    GEOPLATEFORME_REVERSE("/geocodage/reverse", true),
    GEOPLATEFORME_COMPLETION("/geocodage/completion", true),
    GEOPLATEFORME_BATCH("/geocodage/batch", true),
    GEOPLATEFORME_SEARCH_CSV("/geocodage/search/csv", true),
    GEOPLATEFORME_REVERSE_CSV("/geocodage/reverse/csv", true),
    GEOPLATEFORME_CAPABILITIES("/geocodage/getCapabilities", false),
    GEOPLATEFORME_COMPLETION_CAPABILITIES("/geocodage/completion/getCapabilities", false),
    GEOPLATEFORME_API("/geocodage/openapi", false),
    GEOPLATEFORME_COMPLETION_API("/geocodage/completion/openapi", false),
    GEOPLATEFORME_API_YAML("/geocodage/openapi.yaml", false),
    GEOPLATEFORME_COMPLETION_API_YAML("/geocodage/completion/openapi.yaml", false),
    GEOPLATEFORME_PING("/geocodage/ping", false),
    HEALTH("/health", false),
    LIVE("/health/live", false),
    READY("/health/ready", false),
    METRICS("/metrics", false),
    ADMIN("/admin/reload", false),
    API("/openapi", false),
    PAGE("/", false),
    OTHER("other", false);

    private static final String GEOPLATEFORME_PREFIX = "/geocodage/";

    /**
     * The endpoints of the Géoplateforme's API, keyed by path in lower case. That API ignores the
     * case of paths.
     */
    private static final Map<String, Endpoint> GEOPLATEFORME_ROUTES =
            Arrays.stream(values())
                    .filter(endpoint -> endpoint.route.startsWith(GEOPLATEFORME_PREFIX))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    endpoint -> endpoint.route.toLowerCase(Locale.ROOT),
                                    Function.identity()));

    private final String route;
    private final boolean geocoding;

    Endpoint(String route, boolean geocoding) {
        this.route = route;
        this.geocoding = geocoding;
    }

    /**
     * Returns the name of this endpoint in metric labels and in the span attribute {@code
     * http.route}.
     */
    public String route() {
        return route;
    }

    /**
     * Returns whether requests to this endpoint run searches and are therefore subject to admission
     * control.
     */
    public boolean isGeocoding() {
        return geocoding;
    }

    /**
     * Returns whether a request to this endpoint runs a single search, on one thread and without
     * blocking.
     */
    public boolean isSingleSearch() {
        return switch (this) {
            case SEARCH,
                    REVERSE,
                    PLACE,
                    GEOPLATEFORME_SEARCH,
                    GEOPLATEFORME_REVERSE,
                    GEOPLATEFORME_COMPLETION ->
                    true;
            default -> false;
        };
    }

    /**
     * Returns whether the path of a request may be routed. Helidon decodes and normalizes a path
     * before it selects the route, so one route has many spellings. A path that is spelled like its
     * route is accepted. As in addok, the geocoding routes also accept percent-encoded characters
     * and repeated slashes. Other spellings must be rejected with 404 before routing: {@code
     * /x/../search}, {@code /search;a=b}, and {@code /admin;x/reload} or {@code //admin/reload},
     * which a rule of a proxy for {@code /admin/} does not match.
     */
    public static boolean accepts(UriPath path) {
        String raw = path.rawPath();
        String routed = path.path();
        return raw.equals(routed)
                || raw.indexOf(';') < 0
                        && !hasDotSegment(raw)
                        && ofRoutedPath(routed).isGeocoding();
    }

    private static boolean hasDotSegment(String path) {
        return path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..");
    }

    /**
     * Returns the endpoint that a request is routed to; {@link #OTHER} if its path is not accepted.
     */
    public static Endpoint of(UriPath path) {
        return accepts(path) ? ofRoutedPath(path.path()) : OTHER;
    }

    /**
     * Returns whether a path belongs to the API of the Géoplateforme, whose errors have another
     * form.
     */
    public static boolean isGeoplateforme(UriPath path) {
        return isGeoplateforme(path.path());
    }

    private static boolean isGeoplateforme(String path) {
        return path.startsWith(GEOPLATEFORME_PREFIX);
    }

    private static Endpoint ofRoutedPath(String path) {
        int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        String route = path.substring(0, end);
        return isGeoplateforme(path)
                ? GEOPLATEFORME_ROUTES.getOrDefault(route.toLowerCase(Locale.ROOT), OTHER)
                : ofRoute(route);
    }

    private static Endpoint ofRoute(String route) {
        return switch (route) {
            case "/search" -> SEARCH;
            case "/reverse" -> REVERSE;
            case "/search/csv" -> SEARCH_CSV;
            case "/reverse/csv" -> REVERSE_CSV;
            case "/batch" -> BATCH;
            case "/health" -> HEALTH;
            case "/health/live" -> LIVE;
            case "/health/ready" -> READY;
            case "/metrics" -> METRICS;
            case "/admin/reload" -> ADMIN;
            case "/openapi.json", "/openapi.yaml" -> API;
            case "/", "/docs" -> PAGE;
            default -> {
                if (route.startsWith("/get/")) {
                    yield PLACE;
                }
                yield route.startsWith("/page/") ? PAGE : OTHER;
            }
        };
    }
}
