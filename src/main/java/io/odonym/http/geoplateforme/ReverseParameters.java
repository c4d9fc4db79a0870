package io.odonym.http.geoplateforme;

import io.odonym.geocode.SearchArea;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.model.GeoPoint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The parameters of {@code /geocodage/reverse}. At least one of point and area is present.
 *
 * @param point the point from which distances are measured
 * @param area the area in which results lie
 * @param limit the maximum number of results, 1 to 50
 * @param withTrueGeometry whether results have the property {@code truegeometry}
 * @param filters the filters
 */
record ReverseParameters(
        Optional<GeoPoint> point,
        Optional<SearchArea> area,
        int limit,
        boolean withTrueGeometry,
        AddressFilters filters) {

    private static final int MAX_LIMIT_WITH_GEOMETRY = 20;

    /**
     * Reads the parameters.
     *
     * @throws HttpErrorException 400 if parameters are missing or not valid
     */
    static ReverseParameters read(ParameterReader parameters) {
        List<String> indexes =
                parameters.names("index", SearchIndexes.NAMES, SearchIndexes.DEFAULT);
        Optional<SearchGeometry> geometry = SearchGeometry.read(parameters);
        int limit =
                parameters.integer(
                        "limit", 1, SearchParameters.MAX_LIMIT, SearchParameters.DEFAULT_LIMIT);
        OptionalDouble longitude = parameters.degrees("lon", 180);
        OptionalDouble latitude = parameters.degrees("lat", 90);
        boolean withTrueGeometry = parameters.flag("returntruegeometry", false);
        AddressFilters filters = AddressFilters.read(parameters);
        ParcelParameters.read(parameters);
        parameters.check();
        Optional<GeoPoint> point = SearchParameters.point(longitude, latitude);
        if (point.isEmpty() && geometry.isEmpty()) {
            throw ParameterReader.conflict("lon/lat or searchgeom must be present");
        }
        SearchParameters.checkCity(parameters, indexes);
        if (indexes.contains(SearchIndexes.ADDRESS)
                && geometry.isPresent()
                && geometry.get().area().isEmpty()) {
            throw ParameterReader.conflict(
                    "searchgeom: type must be Polygon or Circle for index 'address'");
        }
        SearchIndexes.requireAvailable("index", indexes);
        return new ReverseParameters(
                point,
                geometry.flatMap(SearchGeometry::area),
                withTrueGeometry ? Math.min(limit, MAX_LIMIT_WITH_GEOMETRY) : limit,
                withTrueGeometry,
                filters);
    }

    /** Returns a copy with another limit. */
    ReverseParameters withLimit(int other) {
        return new ReverseParameters(point, area, other, withTrueGeometry, filters);
    }
}
