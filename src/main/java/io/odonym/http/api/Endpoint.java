package io.odonym.http.api;

import io.helidon.common.uri.UriPath;

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
    HEALTH("/health", false),
    LIVE("/health/live", false),
    READY("/health/ready", false),
    METRICS("/metrics", false),
    ADMIN("/admin/reload", false),
    API("/openapi", false),
    PAGE("/", false),
    OTHER("other", false);

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
    String route() {
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
        return this == SEARCH || this == REVERSE || this == PLACE;
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

    private static Endpoint ofRoutedPath(String path) {
        int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        return switch (path.substring(0, end)) {
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
                if (path.startsWith("/get/")) {
                    yield PLACE;
                }
                yield path.startsWith("/page/") ? PAGE : OTHER;
            }
        };
    }
}
