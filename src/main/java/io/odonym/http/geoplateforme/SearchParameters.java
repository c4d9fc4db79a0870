package io.odonym.http.geoplateforme;

import io.odonym.geoplateforme.GeoplateformeSearch;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.model.GeoPoint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The parameters of {@code /geocodage/search}.
 *
 * @param query the text to search for
 * @param limit the maximum number of results, 1 to 50
 * @param center the point near which results rank higher
 * @param autocomplete whether the last word may be incomplete
 * @param withTrueGeometry whether results have the property {@code truegeometry}
 * @param filters the filters
 */
record SearchParameters(
        String query,
        int limit,
        Optional<GeoPoint> center,
        boolean autocomplete,
        boolean withTrueGeometry,
        AddressFilters filters) {

    static final int DEFAULT_LIMIT = 10;
    static final int MAX_LIMIT = 50;

    private static final int MAX_LIMIT_WITH_GEOMETRY = 20;
    private static final String QUERY_SYNTAX =
            "must contain between 3 and 200 chars and start with a number or a letter";

    /**
     * Reads the parameters.
     *
     * @param isStrict whether a query must have three characters and start with a letter or digit;
     *     otherwise it must only contain one
     * @throws HttpErrorException 400 if parameters are missing or not valid
     */
    static SearchParameters read(ParameterReader parameters, boolean isStrict) {
        List<String> indexes =
                parameters.names("index", SearchIndexes.NAMES, SearchIndexes.DEFAULT);
        Optional<String> query = query(parameters, "q", isStrict);
        int limit = parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        OptionalDouble longitude = parameters.degrees("lon", 180);
        OptionalDouble latitude = parameters.degrees("lat", 90);
        boolean autocomplete = parameters.flag("autocomplete", true);
        boolean withTrueGeometry = parameters.flag("returntruegeometry", false);
        AddressFilters filters = AddressFilters.read(parameters);
        ParcelParameters.read(parameters);
        parameters.check();
        checkQuery(parameters, indexes);
        checkCity(parameters, indexes);
        Optional<GeoPoint> center = point(longitude, latitude);
        SearchIndexes.requireAvailable("index", indexes);
        return new SearchParameters(
                query.orElseThrow(() -> ParameterReader.missing("q")),
                withTrueGeometry ? Math.min(limit, MAX_LIMIT_WITH_GEOMETRY) : limit,
                center,
                autocomplete,
                withTrueGeometry,
                filters);
    }

    /** Returns a copy with another limit. */
    SearchParameters withLimit(int other) {
        return new SearchParameters(query, other, center, autocomplete, withTrueGeometry, filters);
    }

    /** Reads the text of a search or completion. */
    static Optional<String> query(ParameterReader parameters, String name, boolean isStrict) {
        return parameters.text(
                name,
                text -> isStrict ? GeoplateformeSearch.isQuery(text) : isQuery(text),
                isStrict ? QUERY_SYNTAX : "must contain a number or a letter");
    }

    private static boolean isQuery(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit)
                && text.codePointCount(0, text.length()) <= GeoplateformeSearch.MAX_QUERY_LENGTH;
    }

    /** Checks the rules about a query and the parameters of a parcel. */
    private static void checkQuery(ParameterReader parameters, List<String> indexes) {
        boolean isParcelSearch = indexes.equals(List.of(SearchIndexes.PARCEL));
        if (parameters.has("q")) {
            if (ParcelParameters.areIn(parameters)) {
                throw ParameterReader.conflict("q: cannot be used with cadastral parameters");
            }
        } else if (!isParcelSearch) {
            throw ParameterReader.missing("q");
        } else if (!parameters.has(ParcelParameters.DEPARTMENT)) {
            throw HttpErrorException.badRequest("departmentcode is required", "");
        } else if (!parameters.has(ParcelParameters.MUNICIPALITY)
                && !parameters.has(ParcelParameters.DISTRICT)) {
            throw HttpErrorException.badRequest("municipalitycode or districtcode is required", "");
        }
    }

    /** Checks the rules about the name of a municipality. */
    static void checkCity(ParameterReader parameters, List<String> indexes) {
        if (parameters.has("city") && indexes.contains(SearchIndexes.PARCEL)) {
            throw ParameterReader.conflict("city: cannot be used with index 'parcel'");
        }
        if (parameters.has("city") && parameters.has(AddressFilters.CITYCODE)) {
            throw ParameterReader.conflict("city: cannot be used with citycode");
        }
    }

    /**
     * Combines two coordinates.
     *
     * @throws HttpErrorException 400 if one of them is missing
     */
    static Optional<GeoPoint> point(OptionalDouble longitude, OptionalDouble latitude) {
        if (longitude.isPresent() != latitude.isPresent()) {
            throw ParameterReader.conflict("lon/lat must be present together if defined");
        }
        return longitude.isPresent()
                ? Optional.of(new GeoPoint(latitude.getAsDouble(), longitude.getAsDouble()))
                : Optional.empty();
    }
}
