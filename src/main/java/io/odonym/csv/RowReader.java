package io.odonym.csv;

import io.odonym.geocode.Filters;
import io.odonym.model.GeoPoint;
import io.odonym.python.PythonNumberParser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Reads the point and the filters of rows. Immutable.
 *
 * @param mapping the columns of the rows
 * @param filterSeparator the separator between several values in a filter cell; empty for none
 * @param maxFilterValues the maximum number of values of a filter
 */
record RowReader(ColumnMapping mapping, String filterSeparator, int maxFilterValues) {

    /** Returns whether both coordinates of a row have a value. */
    boolean hasCoordinates(String[] row) {
        return mapping.hasCoordinates()
                && !row[mapping.latitude()].isEmpty()
                && !row[mapping.longitude()].isEmpty();
    }

    /** Returns the point of a row; empty if its coordinates are missing or not valid. */
    Optional<GeoPoint> point(String[] row) {
        if (!mapping.hasCoordinates()) {
            return Optional.empty();
        }
        OptionalDouble latitude = PythonNumberParser.parseFloat(row[mapping.latitude()]);
        OptionalDouble longitude = PythonNumberParser.parseFloat(row[mapping.longitude()]);
        return latitude.isPresent()
                        && longitude.isPresent()
                        && Math.abs(latitude.getAsDouble()) <= 90
                        && Math.abs(longitude.getAsDouble()) <= 180
                ? Optional.of(new GeoPoint(latitude.getAsDouble(), longitude.getAsDouble()))
                : Optional.empty();
    }

    /** Returns the filters of a row. */
    Filters filters(String[] row) {
        if (mapping.filters().isEmpty()) {
            return Filters.NONE;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        mapping.filters()
                .forEach(
                        (name, index) -> {
                            // An empty cell does not restrict the search. It must not become a
                            // filter with an empty value: an empty type, for example, would
                            // exclude house numbers.
                            if (!row[index].isBlank()) {
                                values.put(
                                        name,
                                        Filters.parseValues(List.of(row[index]), filterSeparator));
                            }
                        });
        return new Filters(values, maxFilterValues, Optional.empty());
    }
}
