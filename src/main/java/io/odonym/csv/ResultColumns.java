package io.odonym.csv;

import io.odonym.geocode.Feature;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.python.PythonFloatFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result columns: {@code CSV_HEADERS} or {@code CSV_REVERSE_HEADERS} of addok-csv 1.1.0,
 * followed by the fields in the BAN's addok configuration.
 */
final class ResultColumns {

    /** The outcome of geocoding a row. addok does not have this column. */
    static final String STATUS = "result_status";

    /** The score of the first result, rounded to two decimal places. */
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
            withFields(
                    LATITUDE,
                    LONGITUDE,
                    "result_label",
                    SCORE,
                    "result_score_next",
                    "result_type",
                    "result_id",
                    "result_housenumber");

    private static final List<String> IMPROVED =
            Stream.concat(
                            SEARCH.stream(),
                            Stream.of(
                                    "result_improved",
                                    "result_housenumber_match",
                                    "result_conflict"))
                    .toList();

    private static final List<String> REVERSE =
            withFields(
                    "result_latitude",
                    "result_longitude",
                    "result_label",
                    "result_distance",
                    "result_type",
                    "result_id",
                    "result_housenumber");

    private static final Set<String> NUMERIC_COLUMNS =
            Set.of(
                    LATITUDE,
                    LONGITUDE,
                    "result_latitude",
                    "result_longitude",
                    SCORE,
                    "result_score_next",
                    "result_distance");

    private ResultColumns() {}

    /** Returns whether the values of a column are numbers or empty. */
    static boolean isNumber(String column) {
        return NUMERIC_COLUMNS.contains(column);
    }

    private static List<String> withFields(String... base) {
        List<String> all = new ArrayList<>(List.of(base));
        all.addAll(FIELDS);
        return List.copyOf(all);
    }

    /**
     * Returns the names of the result columns of a request.
     *
     * @param withStatus whether to add {@link #STATUS} if the request does not have it
     * @throws CsvException if the request has an invalid result column
     */
    static List<String> names(CsvRequest request, boolean withStatus) {
        List<String> names = names(request);
        return withStatus && !names.contains(STATUS)
                ? Stream.concat(names.stream(), Stream.of(STATUS)).toList()
                : names;
    }

    private static List<String> names(CsvRequest request) {
        boolean search = request.kind() == CsvRequest.Kind.SEARCH;
        if (request.resultColumns().isEmpty()
                && request.convention() == CsvRequest.Convention.GEOPLATEFORME) {
            return search ? GeoplateformeResultColumns.SEARCH : GeoplateformeResultColumns.REVERSE;
        }
        if (request.resultColumns().isEmpty()) {
            return !search ? REVERSE : request.improve() ? IMPROVED : SEARCH;
        }
        for (String name : request.resultColumns()) {
            boolean isCoordinate = search && (name.equals(LATITUDE) || name.equals(LONGITUDE));
            if (!isCoordinate && !(name.startsWith(PREFIX) && name.length() > PREFIX.length())) {
                throw CsvException.invalid(
                        "Invalid parameter",
                        "The \"result_columns\" parameter is invalid. \""
                                + name
                                + "\" is not a result column. Result columns are "
                                + String.join(", ", search ? SEARCH : REVERSE)
                                + ", "
                                + STATUS
                                + ", and result_ followed by any property of a result.");
            }
        }
        return request.resultColumns().stream().distinct().toList();
    }

    /**
     * Returns the value of a result column.
     *
     * @param score the score of the feature, rounded to two decimal places
     * @param nextScore the score of the next result, rounded to two decimal places; empty if there
     *     is no next result
     */
    static String value(String column, Feature feature, double score, Optional<Double> nextScore) {
        return switch (column) {
            case LATITUDE, "result_latitude" -> degrees(feature.latitude());
            case LONGITUDE, "result_longitude" -> degrees(feature.longitude());
            case SCORE -> PythonFloatFormat.repr(score);
            case "result_score_next" -> nextScore.map(PythonFloatFormat::repr).orElse("0");
            case "result_name" -> name(feature);
            default -> property(column, feature);
        };
    }

    /**
     * Formats a coordinate in degrees. Whole numbers are written without a decimal point, as in the
     * BAN's exports.
     */
    static String degrees(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : PythonFloatFormat.repr(value);
    }

    /** Returns the property of a feature that a column is named after. */
    static String property(String column, Feature feature) {
        return text(feature, column.substring(PREFIX.length()));
    }

    /** Returns the name of a street, without the house number that precedes it in the feature. */
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
                .or(() -> feature.details().get(property))
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
