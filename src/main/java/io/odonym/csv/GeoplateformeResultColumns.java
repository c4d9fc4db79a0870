package io.odonym.csv;

import io.odonym.geocode.Feature;
import io.odonym.python.PythonFloatFormat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The result columns of the Géoplateforme for addresses, in its order. Stateless. */
final class GeoplateformeResultColumns {

    private static final List<String> ADDRESS =
            List.of(
                    "result_label",
                    "result_type",
                    "result_id",
                    "result_housenumber",
                    "result_name",
                    "result_street",
                    "result_postcode",
                    "result_city",
                    "result_context",
                    "result_citycode",
                    "result_oldcitycode",
                    "result_oldcity",
                    "result_district",
                    ResultColumns.STATUS);

    /** The default result columns of forward geocoding. */
    static final List<String> SEARCH =
            Stream.concat(
                            Stream.of(
                                    "longitude",
                                    "latitude",
                                    ResultColumns.SCORE,
                                    "result_score_next"),
                            ADDRESS.stream())
                    .toList();

    /** The default result columns of reverse geocoding. */
    static final List<String> REVERSE =
            Stream.concat(
                            Stream.of("result_longitude", "result_latitude", "result_distance"),
                            ADDRESS.stream())
                    .toList();

    private GeoplateformeResultColumns() {}

    /**
     * Returns the value of a result column.
     *
     * @param nextScore the score of the next result; empty if there is none
     */
    static String value(String column, Feature feature, OptionalDouble nextScore) {
        return switch (column) {
            case "latitude", "result_latitude" -> ResultColumns.degrees(feature.latitude());
            case "longitude", "result_longitude" -> ResultColumns.degrees(feature.longitude());
            case "result_score_next" ->
                    nextScore.isPresent() ? PythonFloatFormat.repr(nextScore.getAsDouble()) : "";
            case "result_index" -> "address";
            default -> ResultColumns.property(column, feature);
        };
    }
}
