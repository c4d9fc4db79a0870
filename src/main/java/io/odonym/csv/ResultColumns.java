package io.odonym.csv;

import io.odonym.geocode.Feature;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.python.PythonFloatFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns that a row gets: addok-csv 1.1.0's CSV_HEADERS, or its CSV_REVERSE_HEADERS, and the
 * fields of the BAN's configuration behind them.
 */
final class ResultColumns {

    /** What became of a row; beyond addok. */
    static final String STATUS = "result_status";

    /** The first result's score, rounded to two decimals. */
    static final String SCORE = "result_score";

    private static final String PREFIX = "result_";
    private static final String LATITUDE = "latitude";
    private static final String LONGITUDE = "longitude";

    private static final List<String> FIELDS =
            List.of(
                    "result_name",
                    "result_street",
                    "result_postcode",
                    "result_city",
                    "result_context",
                    "result_citycode",
                    "result_oldcitycode",
                    "result_oldcity",
                    "result_district");

    private static final List<String> SEARCH =
            with(
                    LATITUDE,
                    LONGITUDE,
                    "result_label",
                    "result_score",
                    "result_score_next",
                    "result_type",
                    "result_id",
                    "result_housenumber");

    private static final List<String> IMPROVED =
            Stream.concat(SEARCH.stream(), Stream.of("result_improved", "result_housenumber_match"))
                    .toList();

    private static final List<String> REVERSE =
            with(
                    "result_latitude",
                    "result_longitude",
                    "result_label",
                    "result_distance",
                    "result_type",
                    "result_id",
                    "result_housenumber");

    /** The columns whose values are numbers. */
    private static final Set<String> NUMBERS =
            Set.of(
                    LATITUDE,
                    LONGITUDE,
                    "result_latitude",
                    "result_longitude",
                    SCORE,
                    "result_score_next",
                    "result_distance");

    private ResultColumns() {}

    /** Whether the values of a column are numbers, where it has any. */
    static boolean isNumber(String column) {
        return NUMBERS.contains(column);
    }

    private static List<String> with(String... base) {
        List<String> all = new ArrayList<>(List.of(base));
        all.addAll(FIELDS);
        return List.copyOf(all);
    }

    /**
     * The names of the columns to add.
     *
     * @throws CsvException where one asked for cannot be a result
     */
    static List<String> names(CsvRequest request) {
        boolean search = request.kind() == CsvRequest.Kind.SEARCH;
        if (request.resultColumns().isEmpty()) {
            return !search ? REVERSE : request.improve() ? IMPROVED : SEARCH;
        }
        for (String name : request.resultColumns()) {
            boolean point = search && (name.equals(LATITUDE) || name.equals(LONGITUDE));
            if (!point && !(name.startsWith(PREFIX) && name.length() > PREFIX.length())) {
                throw CsvException.wrong(
                        "Invalid parameter",
                        "The \"result_columns\" parameter is invalid. \""
                                + name
                                + "\" is no column of results, which are "
                                + String.join(", ", search ? SEARCH : REVERSE)
                                + ", "
                                + STATUS
                                + " and result_ before any property of an answer.");
            }
        }
        return request.resultColumns().stream().distinct().toList();
    }

    /**
     * The value of one column.
     *
     * @param score rounded to two decimals
     * @param next the second result's score, rounded, where there is one
     */
    static String value(String column, Feature feature, double score, Optional<Double> next) {
        return switch (column) {
            case LATITUDE, "result_latitude" -> degrees(feature.latitude());
            case LONGITUDE, "result_longitude" -> degrees(feature.longitude());
            case "result_score" -> PythonFloatFormat.repr(score);
            case "result_score_next" -> next.map(PythonFloatFormat::repr).orElse("0");
            case "result_name" -> name(feature);
            default -> text(feature, column.substring(PREFIX.length()));
        };
    }

    /** The BAN's export writes whole degrees without a point, and addok writes what it read. */
    private static String degrees(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : PythonFloatFormat.repr(value);
    }

    /** The name of the street, without the number that an answer in JSON puts in front of it. */
    private static String name(Feature feature) {
        String name = text(feature, "name");
        String number = text(feature, "housenumber");
        return !number.isEmpty() && name.startsWith(number + " ")
                ? name.substring(number.length() + 1)
                : name;
    }

    private static String text(Feature feature, String property) {
        return feature.properties()
                .get(property)
                .map(
                        value ->
                                switch (value) {
                                    case String text -> text;
                                    case Double number -> PythonFloatFormat.repr(number);
                                    case JsonNull _ -> "";
                                    case List<?> list ->
                                            list.stream()
                                                    .map(Object::toString)
                                                    .collect(Collectors.joining(","));
                                    default -> value.toString();
                                })
                .orElse("");
    }
}
