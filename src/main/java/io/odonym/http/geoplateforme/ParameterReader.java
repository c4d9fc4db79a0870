package io.odonym.http.geoplateforme;

import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.QueryString;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads the parameters of one request as the Géoplateforme does: names and values are trimmed, the
 * last value of a repeated parameter counts, a blank value is absent, and unknown parameters are
 * ignored. The faults of all parameters are gathered, and {@link #check} reports them together.
 *
 * <p>Not thread-safe.
 */
final class ParameterReader {

    /** The title of the error for parameters that are not valid. */
    static final String FAILED = "Failed parsing query";

    private static final String REQUIRED = "required param";

    private static final Pattern INTEGER = Pattern.compile("0|[+-]?[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,300}(\\.[0-9]{1,300})?");
    private static final Set<String> TRUE = Set.of("1", "true", "yes");
    private static final Set<String> FALSE = Set.of("0", "false", "no");

    private final Map<String, String> values = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * Creates a reader.
     *
     * @param parameters the values of each parameter, in order
     */
    ParameterReader(Map<String, List<String>> parameters) {
        parameters.forEach(
                (name, texts) -> {
                    String value = texts.getLast().strip();
                    if (!value.isEmpty()) {
                        values.put(name.strip(), value);
                    }
                });
    }

    /**
     * Creates a reader of the query component of a URL.
     *
     * @param rawQuery the query component, still percent-encoded
     */
    static ParameterReader ofQuery(String rawQuery) {
        return new ParameterReader(QueryString.parse(rawQuery));
    }

    /** Adds a fault of a parameter. */
    void fault(String name, String reason) {
        faults.add(name + ": " + reason);
    }

    /**
     * Ends the reading of single parameters.
     *
     * @throws HttpErrorException 400 that lists all faults, if there are any
     */
    void check() {
        if (!faults.isEmpty()) {
            throw HttpErrorException.invalidParameters(FAILED, faults);
        }
    }

    /** Returns the error for parameters that do not go together. */
    static HttpErrorException conflict(String reason) {
        return HttpErrorException.invalidParameters(FAILED, List.of(reason));
    }

    /** Returns the error for a parameter that is missing. */
    static HttpErrorException missing(String name) {
        return conflict(name + ": " + REQUIRED);
    }

    /** Returns whether a parameter has a value. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns the value of a parameter. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns the value of a parameter if it is valid.
     *
     * @param reason the fault if the value is not valid
     */
    Optional<String> text(String name, Predicate<String> isValid, String reason) {
        Optional<String> text = text(name);
        if (text.isPresent() && !isValid.test(text.get())) {
            fault(name, reason);
            return Optional.empty();
        }
        return text;
    }

    /** Returns an integer parameter, or the default if it is absent or not valid. */
    int integer(String name, int min, int max, int defaultValue) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return defaultValue;
        }
        if (!INTEGER.matcher(text.get()).matches()) {
            fault(name, "unable to parse value as integer");
            return defaultValue;
        }
        long value = Long.parseLong(text.get());
        if (value < min || value > max) {
            fault(name, "must be an integer between " + min + " and " + max);
            return defaultValue;
        }
        return (int) value;
    }

    /** Returns a coordinate, in degrees; empty if it is absent or not valid. */
    OptionalDouble degrees(String name, int max) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        OptionalDouble value = decimal(text.get());
        if (value.isEmpty()) {
            fault(name, "unable to parse value as float");
        } else if (Math.abs(value.getAsDouble()) > max) {
            fault(name, "must be a float between -" + max + " and " + max);
            return OptionalDouble.empty();
        }
        return value;
    }

    /** Parses a number without an exponent; empty if the text is not one. */
    static OptionalDouble decimal(String text) {
        return DECIMAL.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /** Returns a boolean parameter, or the default if it is absent or not valid. */
    boolean flag(String name, boolean defaultValue) {
        Optional<String> text = text(name).map(value -> value.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return defaultValue;
        }
        if (!TRUE.contains(text.get()) && !FALSE.contains(text.get())) {
            fault(name, "unable to parse value as boolean");
            return defaultValue;
        }
        return TRUE.contains(text.get());
    }

    /** Returns the values of a list, each of which is one of several names. */
    List<String> names(String name, List<String> known, List<String> defaultValue) {
        List<String> items = items(name);
        for (String item : items) {
            if (!known.contains(item)) {
                fault(name, "unexpected value '" + item + "'");
            }
        }
        return items.isEmpty() ? defaultValue : items;
    }

    /** Returns a parameter whose value is one of several names. */
    Optional<String> name(String name, List<String> known) {
        Optional<String> text = text(name);
        if (text.isPresent() && !known.contains(text.get())) {
            fault(name, "unexpected value '" + text.get() + "'");
        }
        return text;
    }

    /**
     * Returns the values of a list.
     *
     * @param max the maximum number of values
     * @param reason the fault of a value that is not valid
     */
    List<String> list(String name, int max, Predicate<String> isValid, String reason) {
        List<String> items = items(name);
        if (items.size() > max) {
            fault(name, "must contain at most " + max + " values");
        } else if (!items.stream().allMatch(isValid)) {
            fault(name, reason);
        }
        return items;
    }

    /** Returns the distinct values of a list, without blank ones. */
    private List<String> items(String name) {
        Set<String> items = new LinkedHashSet<>();
        for (String item : text(name).orElse("").split(",")) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return List.copyOf(items);
    }
}
