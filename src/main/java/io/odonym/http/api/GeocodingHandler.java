package io.odonym.http.api;

import io.helidon.webserver.http.HttpRouting;
import io.odonym.configuration.Configuration;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.IndexLease;
import io.odonym.geocode.ReverseRequest;
import io.odonym.geocode.SearchRequest;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.RequestLog;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.http.exchange.SearchTelemetry;
import io.odonym.model.GeoPoint;
import io.odonym.telemetry.Telemetry;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Handles {@code /search} and {@code /reverse}: reads the parameters, calls the geocoder and writes
 * the features. Thread-safe.
 */
public final class GeocodingHandler {

    /** The maximum number of features in a response. */
    static final int MAX_LIMIT = 100;

    /** The default maximum number of features of a search. */
    static final int DEFAULT_SEARCH_LIMIT = 5;

    private static final int DEFAULT_REVERSE_LIMIT = 1;

    /** The indexes of the Géoplateforme that do not contain addresses. */
    private static final Set<String> OTHER_INDEXES = Set.of("poi", "parcel");

    /** The default search radius for a request with {@code nearest}, in metres. */
    private static final double DEFAULT_RADIUS = 5_000;

    private static final double MAX_RADIUS = 10_000;

    private final Geocoder geocoder;
    private final Configuration configuration;
    private final RequestLog log;
    private final GeoCodeJsonWriter writer;
    private final SearchTelemetry telemetry;

    /** Creates the handler. */
    public GeocodingHandler(
            Geocoder geocoder,
            Configuration configuration,
            RequestLog log,
            GeoCodeJsonWriter writer,
            Telemetry telemetry) {
        this(
                geocoder,
                configuration,
                log,
                writer,
                new SearchTelemetry(telemetry, configuration.logs().spanQueryText()));
    }

    private GeocodingHandler(
            Geocoder geocoder,
            Configuration configuration,
            RequestLog log,
            GeoCodeJsonWriter writer,
            SearchTelemetry telemetry) {
        this.geocoder = geocoder;
        this.configuration = configuration;
        this.log = log;
        this.writer = writer;
        this.telemetry = telemetry;
    }

    /**
     * Registers the routes of this handler.
     *
     * @param memory limits the memory of responses that are not sent yet
     */
    public void register(HttpRouting.Builder routing, MemoryBudget memory) {
        RouteRegistrar.json(
                routing, "/search", memory, query -> search(RequestParameters.parse(query)));
        RouteRegistrar.json(
                routing, "/reverse", memory, query -> reverse(RequestParameters.parse(query)));
    }

    /** Acquires a lease on the current index, so that several searches can use the same index. */
    IndexLease lease() {
        return geocoder.lease();
    }

    /** Returns a handler that searches a leased index. */
    GeocodingHandler withLease(IndexLease lease) {
        return new GeocodingHandler(lease.geocoder(), configuration, log, writer, telemetry);
    }

    /**
     * Runs a search and returns the features as GeoCodeJSON.
     *
     * @throws HttpErrorException 400 if a parameter is missing or not valid
     */
    byte[] search(RequestParameters parameters) {
        String query = parameters.text("q").orElse("");
        if (query.isEmpty()) {
            throw HttpErrorException.missingParameter("q");
        }
        checkIndex(parameters);
        int limit = parameters.limit(DEFAULT_SEARCH_LIMIT);
        boolean autocomplete = parameters.flag("autocomplete", true);
        Optional<GeoPoint> center = parameters.center();
        Filters filters =
                parameters.filters(configuration.filters(), configuration.filterSeparator());
        boolean explain = parameters.flag("explain", false);
        boolean improve = parameters.flag("improve", configuration.improve());
        List<String> details = parameters.details();
        long start = System.nanoTime();
        SearchRequest request =
                new SearchRequest(
                        query, limit, limit, autocomplete, center, filters, explain, improve);
        return telemetry.observe(
                SearchTelemetry.SEARCH,
                query,
                phases -> {
                    GeocodeResponse response = geocoder.search(request, phases);
                    log.logSearch(query, response, System.nanoTime() - start);
                    return response.withDetails(details);
                },
                response -> writer.write(response, Optional.of(query), filters, center, limit));
    }

    /**
     * Runs a reverse search and returns the features as GeoCodeJSON.
     *
     * @throws HttpErrorException 400 if a parameter is missing or not valid
     */
    byte[] reverse(RequestParameters parameters) {
        checkIndex(parameters);
        GeoPoint point = parameters.point();
        // In addok, the limit of a reverse search has no upper bound, so a single request can use
        // up the memory of the server.
        int limit = parameters.limit(DEFAULT_REVERSE_LIMIT);
        Filters filters =
                parameters.filters(configuration.filters(), configuration.filterSeparator());
        List<String> details = parameters.details();
        ReverseRequest request = new ReverseRequest(point, limit, filters, radius(parameters));
        return telemetry.observe(
                SearchTelemetry.REVERSE,
                "",
                phases -> geocoder.reverse(request, phases).withDetails(details),
                response ->
                        writer.write(response, Optional.empty(), filters, Optional.empty(), limit));
    }

    /**
     * Rejects a parameter of the Géoplateforme's API. addok ignores it, so that a client that asks
     * for points of interest would get addresses.
     *
     * @throws HttpErrorException 400 if the request is for points of interest or parcels
     */
    private static void checkIndex(RequestParameters parameters) {
        for (String index : parameters.text("index").orElse("").split(",")) {
            if (OTHER_INDEXES.contains(index.strip())) {
                throw HttpErrorException.invalidParameter(
                        "index",
                        "This path searches addresses only. The API of the Géoplateforme is under"
                                + " /geocodage.");
            }
        }
    }

    /**
     * Reads the search radius, in metres. Returns empty if the request does not set {@code
     * nearest}; the radius that addok uses then applies.
     *
     * @throws HttpErrorException 400 if the radius is not a number or is out of range
     */
    private static Optional<Double> radius(RequestParameters parameters) {
        boolean nearest = parameters.flag("nearest", false);
        double radius = parameters.decimal("radius", DEFAULT_RADIUS);
        if (!(radius > 0 && radius <= MAX_RADIUS)) {
            throw HttpErrorException.invalidParameter(
                    "radius", "out of range (above 0, up to 10000)");
        }
        return nearest ? Optional.of(radius) : Optional.empty();
    }
}
