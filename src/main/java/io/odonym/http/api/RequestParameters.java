package io.odonym.http.api;

import io.odonym.geocode.Filters;
import io.odonym.model.GeoPoint;
import io.odonym.python.PythonNumberParser;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The parameters of a request, read as addok reads them (1.3.2, http/base.py, with falcon 4.0.2):
 * of a parameter that stands more than once the last value counts, an empty value is a value, and
 * an error names the parameter.
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
     * From the part of a URL behind the question mark.
     *
     * @throws HttpErrorException where it holds characters that no URL may hold, whose encoding is
     *     anyone's guess
     */
    static RequestParameters of(String rawQuery) {
        for (int i = 0; i < rawQuery.length(); i++) {
            if (rawQuery.charAt(i) <= ' ' || rawQuery.charAt(i) >= 0x7F) {
                throw HttpErrorException.of(400, "Bad Request");
            }
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return new RequestParameters(values);
    }

    /**
     * Takes %XX and + apart; what is no escape stays as it is, what is no UTF-8 becomes the
     * replacement character.
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Of a form, or of an object in a batch. */
    static RequestParameters of(Map<String, List<String>> values) {
        return new RequestParameters(new LinkedHashMap<>(values));
    }

    /** All values, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A number in falcon's words; an empty value is none. */
    double decimal(String name, double byDefault) {
        Optional<String> text = text(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return byDefault;
        }
        return PythonNumberParser.parseFloat(text.get())
                .orElseThrow(() -> HttpErrorException.invalid(name, "The value must be a float."));
    }

    /** The last value. */
    Optional<String> text(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The number of features: 1 to 100, where 0 and none mean the default. */
    int limit(int byDefault) {
        return limit(byDefault, 100);
    }

    /**
     * The number of features: 1 to the most, where 0 and none mean the default.
     *
     * @param most more is an error; the error names addok's bounds, which /search has
     */
    int limit(int byDefault, int most) {
        BigInteger limit =
                text("limit")
                        .map(
                                text ->
                                        PythonNumberParser.parseInteger(text)
                                                .orElseThrow(
                                                        () ->
                                                                HttpErrorException.invalid(
                                                                        "limit",
                                                                        "The value must be an"
                                                                                + " integer.")))
                        .orElse(BigInteger.ZERO);
        if (limit.signum() == 0) {
            return byDefault;
        }
        if (limit.signum() < 0 || limit.compareTo(BigInteger.valueOf(most)) > 0) {
            throw HttpErrorException.invalid("limit", "out of range (1..100)");
        }
        return limit.intValue();
    }

    /** A yes or no in falcon's words; an empty value says neither. */
    boolean flag(String name, boolean byDefault) {
        Optional<String> text = text(name).filter(value -> !value.isEmpty());
        if (text.isEmpty()) {
            return byDefault;
        }
        if (TRUE.contains(text.get())) {
            return true;
        }
        if (FALSE.contains(text.get())) {
            return false;
        }
        throw HttpErrorException.invalid(
                name, "The value of the parameter must be \"true\" or \"false\".");
    }

    /**
     * The place that a search prefers, where both its coordinates are there.
     *
     * <p>Mistakes are told in addok's order: a latitude and a longitude that are no numbers, then a
     * longitude and a latitude that are out of range.
     */
    Optional<GeoPoint> center() {
        Coordinates coordinates = coordinates();
        return coordinates.longitude().isPresent() && coordinates.latitude().isPresent()
                ? Optional.of(coordinates.center())
                : Optional.empty();
    }

    /** The point that a reverse search is about. */
    GeoPoint point() {
        Coordinates coordinates = coordinates();
        if (coordinates.longitude().isEmpty()) {
            throw HttpErrorException.missing("lon");
        }
        if (coordinates.latitude().isEmpty()) {
            throw HttpErrorException.missing("lat");
        }
        return coordinates.center();
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
                    throw HttpErrorException.invalid(name, "invalid value");
                }
                return degrees;
            }
        }
        return OptionalDouble.empty();
    }

    /** NaN is out of range too, where addok fails. */
    private static void checkRange(String name, OptionalDouble degrees, double most) {
        if (degrees.isPresent() && !(Math.abs(degrees.getAsDouble()) <= most)) {
            throw HttpErrorException.invalid(name, "out of range");
        }
    }

    private record Coordinates(OptionalDouble latitude, OptionalDouble longitude) {

        GeoPoint center() {
            return new GeoPoint(latitude.getAsDouble(), longitude.getAsDouble());
        }
    }

    /**
     * The values of the filters, repeated or separated.
     *
     * @param names which parameters filter
     * @param separator between the values of one parameter; empty for none
     */
    Filters filters(List<String> names, String separator) {
        Map<String, List<String>> filters = new LinkedHashMap<>();
        for (String name : names) {
            List<String> given = values.getOrDefault(name, List.of());
            if (given.isEmpty()) {
                continue;
            }
            filters.put(name, Filters.values(given, separator));
        }
        return filters.isEmpty() ? Filters.NONE : new Filters(filters);
    }
}
