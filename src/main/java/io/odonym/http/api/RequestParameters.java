package io.odonym.http.api;

import io.odonym.geocode.Filters;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.QueryString;
import io.odonym.model.GeoPoint;
import io.odonym.model.PlaceDetails;
import io.odonym.python.PythonNumberParser;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The parameters of a request, read as in addok (1.3.2, {@code http/base.py}, with falcon 4.0.2):
 * if a parameter is repeated, its last value is used; a parameter with an empty value is treated as
 * present; error messages name the parameter. Immutable.
 */
public final class RequestParameters {

    private static final Set<String> TRUE = Set.of("true", "True", "t", "yes", "y", "1", "on");
    private static final Set<String> FALSE = Set.of("false", "False", "f", "no", "n", "0", "off");

    private static final List<String> LATITUDE = List.of("lat", "latitude");
    private static final List<String> LONGITUDE = List.of("lon", "lng", "long", "longitude");

    private final Map<String, List<String>> values;

    private RequestParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Parses the query component of a URL.
     *
     * @param rawQuery the query component, still percent-encoded
     * @throws HttpErrorException 400 if the component has a space, a control character or a
     *     non-ASCII character, whose encoding is unknown
     */
    static RequestParameters parse(String rawQuery) {
        return new RequestParameters(QueryString.parse(rawQuery));
    }

    /**
     * Creates parameters from the fields of a form or of an object in a batch.
     *
     * @param values the values of each parameter, in order; no list is empty
     */
    static RequestParameters of(Map<String, List<String>> values) {
        return new RequestParameters(new LinkedHashMap<>(values));
    }

    /** Returns all values of a parameter, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * Returns a numeric parameter, or the default if the value is absent or empty.
     *
     * @throws HttpErrorException 400 if the value is not a number
     */
    double decimal(String name, double defaultValue) {
        Optional<String> text = text(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return defaultValue;
        }
        return PythonNumberParser.parseFloat(text.get())
                .orElseThrow(
                        () ->
                                HttpErrorException.invalidParameter(
                                        name, "The value must be a float."));
    }

    /**
     * Returns the names of the details that the parameter {@code fields} asks for, in order.
     *
     * @throws HttpErrorException 400 if a name is unknown
     */
    List<String> details() {
        try {
            return PlaceDetails.parseNames(all("fields"));
        } catch (IllegalArgumentException unknown) {
            throw HttpErrorException.invalidParameter("fields", unknown.getMessage());
        }
    }

    /** Returns the last value of a parameter. */
    Optional<String> text(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Returns the maximum number of features, from 1 to 100, or the default if absent or 0. */
    int limit(int defaultValue) {
        return limit(defaultValue, 100);
    }

    /**
     * Returns the maximum number of features, or the default if the parameter is absent or 0.
     *
     * @param max the upper bound; the error message always states the bounds that addok applies to
     *     {@code /search}
     * @throws HttpErrorException 400 if the value is not an integer or is out of range
     */
    int limit(int defaultValue, int max) {
        BigInteger limit =
                text("limit")
                        .map(
                                text ->
                                        PythonNumberParser.parseInteger(text)
                                                .orElseThrow(
                                                        () ->
                                                                HttpErrorException.invalidParameter(
                                                                        "limit",
                                                                        "The value must be an"
                                                                                + " integer.")))
                        .orElse(BigInteger.ZERO);
        if (limit.signum() == 0) {
            return defaultValue;
        }
        if (limit.signum() < 0 || limit.compareTo(BigInteger.valueOf(max)) > 0) {
            throw HttpErrorException.invalidParameter("limit", "out of range (1..100)");
        }
        return limit.intValue();
    }

    /**
     * Returns a boolean parameter, or the default if the value is absent or empty. The accepted
     * spellings are those of falcon.
     *
     * @throws HttpErrorException 400 if the value is not a boolean
     */
    boolean flag(String name, boolean defaultValue) {
        Optional<String> text = text(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return defaultValue;
        }
        if (TRUE.contains(text.get())) {
            return true;
        }
        if (FALSE.contains(text.get())) {
            return false;
        }
        throw HttpErrorException.invalidParameter(
                name, "The value of the parameter must be \"true\" or \"false\".");
    }

    /**
     * Returns the centre of a search, near which places rank higher. Empty unless the request has
     * both coordinates.
     *
     * <p>If several values are invalid, the error is the one that addok reports. addok first checks
     * that the latitude and then the longitude is a number, then the range of the longitude, and
     * last the range of the latitude.
     *
     * @throws HttpErrorException 400 if a coordinate is not valid
     */
    Optional<GeoPoint> center() {
        Coordinates coordinates = coordinates();
        return coordinates.longitude().isPresent() && coordinates.latitude().isPresent()
                ? Optional.of(coordinates.toPoint())
                : Optional.empty();
    }

    /**
     * Returns the point of a reverse search.
     *
     * @throws HttpErrorException 400 if a coordinate is absent or not valid
     */
    GeoPoint point() {
        Coordinates coordinates = coordinates();
        if (coordinates.longitude().isEmpty()) {
            throw HttpErrorException.missingParameter("lon");
        }
        if (coordinates.latitude().isEmpty()) {
            throw HttpErrorException.missingParameter("lat");
        }
        return coordinates.toPoint();
    }

    private Coordinates coordinates() {
        OptionalDouble latitude = degrees(LATITUDE);
        OptionalDouble longitude = degrees(LONGITUDE);
        checkRange("lon", longitude, 180);
        checkRange("lat", latitude, 90);
        return new Coordinates(latitude, longitude);
    }

    private OptionalDouble degrees(List<String> names) {
        for (String name : names) {
            Optional<String> text = text(name);
            if (text.isPresent()) {
                OptionalDouble degrees = PythonNumberParser.parseFloat(text.get());
                if (degrees.isEmpty()) {
                    throw HttpErrorException.invalidParameter(name, "invalid value");
                }
                return degrees;
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * Checks the range of a coordinate. NaN is also out of range; addok responds to NaN with an
     * internal error.
     */
    private static void checkRange(String name, OptionalDouble degrees, double maxDegrees) {
        if (degrees.isPresent() && !(Math.abs(degrees.getAsDouble()) <= maxDegrees)) {
            throw HttpErrorException.invalidParameter(name, "out of range");
        }
    }

    private record Coordinates(OptionalDouble latitude, OptionalDouble longitude) {

        GeoPoint toPoint() {
            return new GeoPoint(latitude.getAsDouble(), longitude.getAsDouble());
        }
    }

    /**
     * Returns the filters of the request.
     *
     * @param names the names of the filter parameters
     * @param separator separates several values in one parameter; if empty, each value needs a
     *     parameter of its own
     */
    Filters filters(List<String> names, String separator) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String name : names) {
            List<String> raw = values.getOrDefault(name, List.of());
            if (raw.isEmpty()) {
                continue;
            }
            filters.put(name, Filters.parseValues(raw, separator));
        }
        return filters.isEmpty() ? Filters.NONE : new Filters(filters);
    }
}
