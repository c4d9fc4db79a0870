package io.odonym.http.geoplateforme;

import io.odonym.geocode.Filters;
import io.odonym.geoplateforme.GeoplateformeSearch;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.index.store.IndexSchema;
import io.odonym.model.GeoBounds;
import io.odonym.model.GeoPoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The parameters of {@code /geocodage/completion}.
 *
 * @param text the beginning of an address
 * @param limit the maximum number of results, 1 to 15
 * @param center the point near which results rank higher: that of the request, or else the centre
 *     of its rectangle
 * @param filters the areas in which results lie
 */
record CompletionParameters(String text, int limit, Optional<GeoPoint> center, Filters filters) {

    static final String ADDRESS = "StreetAddress";
    static final String POI = "PositionOfInterest";

    /** The names of the types of results. */
    static final List<String> TYPES = List.of(POI, ADDRESS);

    static final int MAX_LIMIT = 15;

    private static final int MAX_TERRITORIES = 200;

    /**
     * Reads the parameters.
     *
     * @param isStrict whether a text must have three characters and start with a letter or digit
     * @throws HttpErrorException 400 if parameters are missing or not valid
     */
    static CompletionParameters read(ParameterReader parameters, boolean isStrict) {
        Optional<String> text = SearchParameters.query(parameters, "text", isStrict);
        if (!parameters.has("text")) {
            parameters.fault("text", "required param");
        }
        Map<String, List<String>> filters = new LinkedHashMap<>();
        put(
                filters,
                IndexSchema.TERRITORY_FILTER,
                parameters.list(
                        "terr",
                        MAX_TERRITORIES,
                        CompletionParameters::isTerritory,
                        AddressFilters.INVALID));
        put(filters, "depcode", AddressFilters.departments(parameters));
        put(filters, "postcode", AddressFilters.postcodes(parameters, "zipcode"));
        put(filters, "citycode", AddressFilters.municipalityCodes(parameters, "citycode"));
        Optional<GeoPoint> point = point(parameters);
        Optional<GeoBounds> bounds = bounds(parameters);
        List<String> types = parameters.names("type", TYPES, TYPES);
        int limit =
                parameters.integer(
                        "maximumResponses", 1, MAX_LIMIT, SearchParameters.DEFAULT_LIMIT);
        parameters.check();
        if (!types.contains(ADDRESS)) {
            throw ParameterReader.conflict(
                    "type: '" + POI + "' is not available, this server has '" + ADDRESS + "'");
        }
        return new CompletionParameters(
                text.orElseThrow(),
                limit,
                point.or(() -> bounds.map(GeoBounds::center)),
                new Filters(filters, GeoplateformeSearch.MAX_FILTER_VALUES, bounds));
    }

    private static void put(Map<String, List<String>> values, String name, List<String> list) {
        if (!list.isEmpty()) {
            values.put(name, list);
        }
    }

    private static boolean isTerritory(String text) {
        return text.equals(IndexSchema.METROPOLITAN)
                || text.equals(IndexSchema.OVERSEAS)
                || AddressFilters.isDepartment(text)
                || AddressFilters.isPostcode(text);
    }

    private static Optional<GeoPoint> point(ParameterReader parameters) {
        Optional<double[]> numbers = numbers(parameters, "lonlat", 2);
        try {
            return numbers.map(
                    point -> new GeoBounds(point[0], point[1], point[0], point[1]).center());
        } catch (IllegalArgumentException outOfRange) {
            parameters.fault("lonlat", AddressFilters.INVALID);
            return Optional.empty();
        }
    }

    /** Reads a rectangle by any two opposite corners. */
    private static Optional<GeoBounds> bounds(ParameterReader parameters) {
        try {
            return numbers(parameters, "bbox", 4)
                    .map(
                            corners ->
                                    new GeoBounds(
                                            Math.min(corners[0], corners[2]),
                                            Math.min(corners[1], corners[3]),
                                            Math.max(corners[0], corners[2]),
                                            Math.max(corners[1], corners[3])));
        } catch (IllegalArgumentException outOfRange) {
            parameters.fault("bbox", AddressFilters.INVALID);
            return Optional.empty();
        }
    }

    /** Reads a list of numbers, which may contain equal ones. */
    private static Optional<double[]> numbers(ParameterReader parameters, String name, int count) {
        Optional<String> text = parameters.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = text.get().split(",", -1);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            OptionalDouble number =
                    parts.length == count
                            ? ParameterReader.decimal(parts[i].strip())
                            : OptionalDouble.empty();
            if (number.isEmpty()) {
                parameters.fault(name, AddressFilters.INVALID);
                return Optional.empty();
            }
            numbers[i] = number.getAsDouble();
        }
        return Optional.of(numbers);
    }
}
