package io.odonym.http.api;

/** The paths that metrics and spans tell apart; whatever else is asked for is one of them too. */
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

    /** Its name in labels, the http.route of spans. */
    String route() {
        return route;
    }

    /** Whether it searches. */
    public boolean isGeocoding() {
        return geocoding;
    }

    /** Whether a request is one piece of work for one processor, without a wait. */
    public boolean isShort() {
        return this == SEARCH || this == REVERSE || this == PLACE;
    }

    /** Of a request's path, as it was sent. */
    public static Endpoint of(String path) {
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
