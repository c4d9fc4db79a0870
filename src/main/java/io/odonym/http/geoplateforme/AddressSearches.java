package io.odonym.http.geoplateforme;

import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.SearchRequest;
import io.odonym.geoplateforme.GeoplateformeSearch;
import io.odonym.http.exchange.RequestLog;
import io.odonym.http.exchange.SearchTelemetry;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Runs and records the searches of requests. Thread-safe. */
final class AddressSearches {

    private final Geocoder geocoder;
    private final GeoplateformeSearch search;
    private final SearchTelemetry telemetry;
    private final RequestLog log;

    AddressSearches(Geocoder geocoder, SearchTelemetry telemetry, RequestLog log) {
        this.geocoder = geocoder;
        this.search = new GeoplateformeSearch(geocoder);
        this.telemetry = telemetry;
        this.log = log;
    }

    /** Returns searches that use another geocoder. */
    AddressSearches with(Geocoder other) {
        return new AddressSearches(other, telemetry, log);
    }

    /**
     * Searches for a text.
     *
     * @param format writes the results
     * @return what {@code format} has written
     */
    byte[] search(SearchParameters parameters, Function<GeocodeResponse, byte[]> format) {
        String query = parameters.query();
        AddressFilters filters = parameters.filters();
        if (filters.city().isPresent()) {
            List<String> municipalities = municipalities(filters.city().get());
            String withCity = query + " " + filters.city().get();
            filters = filters.withMunicipalities(municipalities);
            if (municipalities.size() > 1
                    && withCity.length() <= GeoplateformeSearch.MAX_QUERY_LENGTH) {
                query = withCity;
            }
        }
        SearchRequest request =
                new SearchRequest(
                        query,
                        parameters.limit(),
                        parameters.limit(),
                        parameters.autocomplete(),
                        parameters.center(),
                        filters(filters),
                        false,
                        false);
        return run(SearchTelemetry.SEARCH, request, format);
    }

    private static Filters filters(AddressFilters filters) {
        return new Filters(
                filters.values(), GeoplateformeSearch.MAX_FILTER_VALUES, Optional.empty());
    }

    /**
     * Runs a search and records it.
     *
     * @param operation the operation in metrics
     */
    byte[] run(String operation, SearchRequest request, Function<GeocodeResponse, byte[]> format) {
        long start = System.nanoTime();
        return telemetry.observe(
                operation,
                request.query(),
                phases -> {
                    GeocodeResponse response = search.search(request, phases);
                    log.logSearch(request.query(), response, System.nanoTime() - start);
                    return response;
                },
                format);
    }

    /**
     * Searches near a point or within an area.
     *
     * @param format writes the results, whose properties are those of the Géoplateforme
     * @return what {@code format} has written
     */
    byte[] reverse(ReverseParameters parameters, Function<GeocodeResponse, byte[]> format) {
        AddressFilters given = parameters.filters();
        AddressFilters filters =
                given.city()
                        .map(name -> given.withMunicipalities(municipalities(name)))
                        .orElse(given);
        return telemetry.observe(
                SearchTelemetry.REVERSE,
                "",
                phases ->
                        GeocodeResponse.of(
                                search.reverse(
                                        parameters.area(),
                                        parameters.point(),
                                        parameters.limit(),
                                        filters(filters),
                                        phases)),
                format);
    }

    /**
     * Returns the codes of the municipalities with a name.
     *
     * @throws io.odonym.http.exchange.HttpErrorException 400 if there is none
     */
    private List<String> municipalities(String name) {
        List<String> codes = geocoder.findMunicipalities(name);
        if (codes.isEmpty()) {
            throw ParameterReader.conflict("city: no municipality is named '" + name + "'");
        }
        return codes;
    }
}
