package io.odonym.http;

import io.odonym.geocode.Center;
import io.odonym.geocode.Filters;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The parameters of a request, read as addok reads them (1.3.2, http/base.py, with falcon 4.0.2):
 * of a parameter that stands more than once the last value counts, an empty value is a value, and
 * an error names the parameter.
 */
final class Parameters {

    private static final Set<String> TRUE = Set.of("true", "True", "t", "yes", "y", "1", "on", "");
    private static final Set<String> FALSE = Set.of("false", "False", "f", "no", "n", "0", "off");

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** From the part of a URL behind the question mark. */
    static Parameters of(String rawQuery) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return new Parameters(values);
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

    /** The last value. */
    Optional<String> text(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.getLast());
    }

    /** A whole number, as Python's int reads it. */
    OptionalInt integer(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text.get().strip()));
        } catch (NumberFormatException e) {
            throw HttpProblem.invalid(name, "The value must be an integer.");
        }
    }

    /** The number of features: 1 to 100, where 0 and none mean the default. */
    int limit(int byDefault) {
        int limit = integer("limit").orElse(0);
        if (limit == 0) {
            return byDefault;
        }
        if (limit < 1 || limit > 100) {
            throw HttpProblem.invalid("limit", "out of range (1..100)");
        }
        return limit;
    }

    /** A yes or no in falcon's words. */
    boolean flag(String name, boolean byDefault) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        if (TRUE.contains(text.get())) {
            return true;
        }
        if (FALSE.contains(text.get())) {
            return false;
        }
        throw HttpProblem.invalid(
                name, "The value of the parameter must be \"true\" or \"false\".");
    }

    /** Degrees WGS84, north. */
    OptionalDouble latitude() {
        return degrees(90, "lat", "latitude");
    }

    /** Degrees WGS84, east. */
    OptionalDouble longitude() {
        return degrees(180, "lon", "lng", "long", "longitude");
    }

    /** The centre, where both its coordinates are there. */
    Optional<Center> center() {
        OptionalDouble longitude = longitude();
        OptionalDouble latitude = latitude();
        return longitude.isPresent() && latitude.isPresent()
                ? Optional.of(new Center(latitude.getAsDouble(), longitude.getAsDouble()))
                : Optional.empty();
    }

    private OptionalDouble degrees(double most, String... names) {
        for (String name : names) {
            Optional<String> text = text(name);
            if (text.isPresent()) {
                double degrees = number(text.get(), name);
                if (Math.abs(degrees) > most) {
                    throw HttpProblem.invalid(names[0], "out of range");
                }
                return OptionalDouble.of(degrees);
            }
        }
        return OptionalDouble.empty();
    }

    private static double number(String text, String name) {
        String stripped = text.strip();
        // Java takes "1d" and "0x1p3" for numbers, Python does not.
        boolean odd =
                stripped.isEmpty()
                        || "dDfFxXN".chars().anyMatch(letter -> stripped.indexOf(letter) >= 0);
        try {
            if (!odd) {
                return Double.parseDouble(stripped);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw HttpProblem.invalid(name, "invalid value");
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
            List<String> expanded = new ArrayList<>();
            for (String value : given) {
                if (separator.isEmpty()) {
                    if (!value.isBlank()) {
                        expanded.add(value.strip());
                    }
                } else if (value.contains(separator)) {
                    for (String part : value.split(java.util.regex.Pattern.quote(separator))) {
                        if (!part.isBlank()) {
                            expanded.add(part.strip());
                        }
                    }
                } else {
                    expanded.add(value.strip());
                }
            }
            filters.put(name, expanded);
        }
        return filters.isEmpty() ? Filters.NONE : new Filters(filters);
    }
}
