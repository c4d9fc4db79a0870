package io.odonym.http.api;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.Feature;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.IndexLease;
import io.odonym.geocode.ReverseRequest;
import io.odonym.geocode.SearchRequest;
import io.odonym.model.GeoPoint;
import io.odonym.telemetry.Telemetry;

import java.util.Optional;

/** Single questions: reads their parameters, asks the façade, writes the answer. */
public final class SearchHandler {

    private static final int SEARCH_LIMIT = 5;
    private static final int REVERSE_LIMIT = 1;

    /** How far the nearest address may be where the request does not say, in metres. */
    private static final double RADIUS = 5_000;

    private static final double LARGEST_RADIUS = 10_000;

    private final Geocoder geocoder;
    private final Configuration options;
    private final QueryLog log;
    private final GeoCodeJsonWriter json;
    private final SearchTelemetry telemetry;

    public SearchHandler(
            Geocoder geocoder, Configuration options, QueryLog log, Telemetry telemetry) {
        this(
                geocoder,
                options,
                log,
                new GeoCodeJsonWriter(options.attribution(), options.licence()),
                new SearchTelemetry(telemetry, options.logs().spanQueryText()));
    }

    private SearchHandler(
            Geocoder geocoder,
            Configuration options,
            QueryLog log,
            GeoCodeJsonWriter json,
            SearchTelemetry telemetry) {
        this.geocoder = geocoder;
        this.options = options;
        this.log = log;
        this.json = json;
        this.telemetry = telemetry;
    }

    /** Keeps the index of today for several questions. */
    IndexLease lease() {
        return geocoder.lease();
    }

    /** The same questions to another index. */
    SearchHandler to(IndexLease lease) {
        return new SearchHandler(lease.geocoding(), options, log, json, telemetry);
    }

    public byte[] search(RequestParameters parameters) {
        String query = parameters.text("q").orElse("");
        if (query.isEmpty()) {
            throw HttpErrorException.missing("q");
        }
        int limit = parameters.limit(SEARCH_LIMIT);
        boolean autocomplete = parameters.flag("autocomplete", true);
        Optional<GeoPoint> center = parameters.center();
        Filters filters = parameters.filters(options.filters(), options.filterSeparator());
        boolean explain = parameters.flag("explain", false);
        boolean improve = parameters.flag("improve", options.improve());
        long start = System.nanoTime();
        SearchRequest asked =
                new SearchRequest(query, limit, autocomplete, center, filters, explain, improve);
        return telemetry.observe(
                SearchTelemetry.SEARCH,
                query,
                phases -> {
                    GeocodeResponse answer = geocoder.search(asked, phases);
                    log.searched(query, answer, System.nanoTime() - start);
                    return answer;
                },
                answer -> json.write(answer, Optional.of(query), filters, center, limit));
    }

    public byte[] reverse(RequestParameters parameters) {
        GeoPoint point = parameters.point();
        // addok has no upper bound here, so that there is no error to name one.
        int limit = parameters.limit(REVERSE_LIMIT, Integer.MAX_VALUE);
        Filters filters = parameters.filters(options.filters(), options.filterSeparator());
        ReverseRequest asked = new ReverseRequest(point, limit, filters, radius(parameters));
        return telemetry.observe(
                SearchTelemetry.REVERSE,
                "",
                phases -> geocoder.reverse(asked, phases),
                answer -> json.write(answer, Optional.empty(), filters, Optional.empty(), limit));
    }

    /**
     * How far the nearest address may be, in metres, where the request asks for it however far.
     *
     * @throws HttpErrorException where the radius is no number, or beyond what is searched
     */
    private static Optional<Double> radius(RequestParameters parameters) {
        boolean nearest = parameters.flag("nearest", false);
        double radius = parameters.decimal("radius", RADIUS);
        if (!(radius > 0 && radius <= LARGEST_RADIUS)) {
            throw HttpErrorException.invalid("radius", "out of range (above 0, up to 10000)");
        }
        return nearest ? Optional.of(radius) : Optional.empty();
    }

    /** A place or a number by its identifier, with all numbers where the request asks for them. */
    byte[] get(String id, RequestParameters parameters) {
        boolean numbers = parameters.flag("housenumbers", false);
        Feature feature = geocoder.get(id, numbers).orElseThrow(HttpErrorException::notFound);
        return json.write(feature);
    }
}
