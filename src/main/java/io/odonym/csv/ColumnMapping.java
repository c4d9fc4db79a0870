package io.odonym.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Maps queries, coordinates, filters and results to the columns of a table.
 *
 * @param header the names of the output columns: the input columns and the result columns
 * @param inputColumns the number of input columns
 * @param query the indexes of the columns that form the query, in order
 * @param latitude the index of the latitude column; -1 if there is none
 * @param longitude the index of the longitude column; -1 if there is none
 * @param filters the index of the column of each filter, by filter name
 * @param results the index of each result column, by column name
 */
record ColumnMapping(
        List<String> header,
        int inputColumns,
        List<Integer> query,
        int latitude,
        int longitude,
        Map<String, Integer> filters,
        Map<String, Integer> results) {

    private static final int NONE = -1;

    /**
     * The number of characters after which no further cells are added to a query, because it is
     * already too long for any search. Without this limit, a request that names the same column
     * many times could use up the memory.
     */
    private static final int MAX_QUERY_LENGTH = 1 << 17;

    /** The names of coordinate columns that addok-csv 1.1.0 recognizes in /reverse/csv. */
    private static final List<String> LATITUDES = List.of("latitude", "lat");

    private static final List<String> LONGITUDES = List.of("longitude", "lon", "lng", "long");

    ColumnMapping {
        Objects.requireNonNull(header);
    }

    /**
     * Maps the columns of a table.
     *
     * @param columns the names of the columns of the table
     * @param withStatus whether the output always has the column {@code result_status}
     * @throws CsvException if the request names a column that the table does not have
     */
    static ColumnMapping of(List<String> columns, CsvRequest request, boolean withStatus) {
        List<Integer> query = new ArrayList<>();
        for (String column : request.columns().isEmpty() ? columns : request.columns()) {
            query.add(find(column, columns));
        }
        Map<String, Integer> filters = new LinkedHashMap<>();
        request.filters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(filter -> filters.put(filter.getKey(), find(filter.getValue(), columns)));
        boolean reverse = request.kind() == CsvRequest.Kind.REVERSE;
        boolean findsCoordinates =
                reverse || request.convention() == CsvRequest.Convention.GEOPLATEFORME;
        int latitude =
                coordinate(request.latitude(), findsCoordinates ? LATITUDES : List.of(), columns);
        int longitude =
                coordinate(request.longitude(), findsCoordinates ? LONGITUDES : List.of(), columns);
        if (reverse
                && request.convention() == CsvRequest.Convention.GEOPLATEFORME
                && (latitude == NONE || longitude == NONE)) {
            throw CsvException.invalid(
                    "Missing column",
                    "The file has no columns for the longitude and latitude; name them in the"
                            + " fields \"lon\" and \"lat\".");
        }
        List<String> header = new ArrayList<>(columns);
        Map<String, Integer> results = new LinkedHashMap<>();
        for (String name : ResultColumns.names(request, withStatus)) {
            int index = header.lastIndexOf(name);
            if (index < 0) {
                header.add(name);
                index = header.size() - 1;
            }
            results.put(name, index);
        }
        return new ColumnMapping(
                List.copyOf(header), columns.size(), query, latitude, longitude, filters, results);
    }

    private static int coordinate(
            Optional<String> requested, List<String> usualNames, List<String> columns) {
        if (requested.isPresent()) {
            return find(requested.get(), columns);
        }
        return usualNames.stream()
                .mapToInt(columns::lastIndexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(NONE);
    }

    /**
     * Returns the index of a column. The error message is the same as in addok, which prints a
     * Python list.
     */
    private static int find(String column, List<String> columns) {
        int index = columns.lastIndexOf(column);
        if (index < 0) {
            throw CsvException.invalid(
                    "Cannot found column '"
                            + column
                            + "' in columns "
                            + columns.stream()
                                    .map(name -> "'" + name + "'")
                                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return index;
    }

    /** Returns an output row with the given cells. Missing cells and result cells are empty. */
    String[] newOutputRow(List<String> cells) {
        String[] row = new String[header.size()];
        Arrays.fill(row, "");
        for (int i = 0; i < Math.min(inputColumns, cells.size()); i++) {
            row[i] = cells.get(i);
        }
        return row;
    }

    /** Returns the query of a row: the cells of the query columns, separated by spaces. */
    String query(String[] row) {
        if (query.size() == 1) {
            return row[query.getFirst()];
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < query.size() && text.length() <= MAX_QUERY_LENGTH; i++) {
            text.append(i == 0 ? "" : " ").append(row[query.get(i)]);
        }
        return text.toString();
    }

    /** Returns whether the table has columns for both coordinates. */
    boolean hasCoordinates() {
        return latitude != NONE && longitude != NONE;
    }
}
