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
 * Where everything stands in a row.
 *
 * @param header the names of the columns, those of the results included
 * @param given how many columns the file has
 * @param query the columns that make the query, in order
 * @param latitude the column of a latitude, or -1
 * @param longitude the column of a longitude, or -1
 * @param filters by filter, the column of its value
 * @param results by name, the column of a result
 */
record ColumnMapping(
        List<String> header,
        int given,
        List<Integer> query,
        int latitude,
        int longitude,
        Map<String, Integer> filters,
        Map<String, Integer> results) {

    private static final int NONE = -1;

    /** Where addok-csv 1.1.0 looks for the point of a row of /reverse/csv. */
    private static final List<String> LATITUDES = List.of("latitude", "lat");

    private static final List<String> LONGITUDES = List.of("longitude", "lon", "lng", "long");

    ColumnMapping {
        Objects.requireNonNull(header);
    }

    /**
     * For a file.
     *
     * @param names the file's header
     * @param withStatus whether every row tells what became of it
     * @throws CsvException where the request names a column that the file has not
     */
    static ColumnMapping of(List<String> names, CsvRequest request, boolean withStatus) {
        List<Integer> query = new ArrayList<>();
        for (String column : request.columns().isEmpty() ? names : request.columns()) {
            query.add(find(column, names));
        }
        Map<String, Integer> filters = new LinkedHashMap<>();
        request.filters().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(filter -> filters.put(filter.getKey(), find(filter.getValue(), names)));
        boolean reverse = request.kind() == CsvRequest.Kind.REVERSE;
        int latitude = coordinate(request.latitude(), reverse ? LATITUDES : List.of(), names);
        int longitude = coordinate(request.longitude(), reverse ? LONGITUDES : List.of(), names);
        List<String> header = new ArrayList<>(names);
        Map<String, Integer> results = new LinkedHashMap<>();
        List<String> wanted = new ArrayList<>(ResultColumns.names(request));
        if (withStatus && !wanted.contains(ResultColumns.STATUS)) {
            wanted.add(ResultColumns.STATUS);
        }
        for (String name : wanted) {
            int at = header.lastIndexOf(name);
            if (at < 0) {
                header.add(name);
                at = header.size() - 1;
            }
            results.put(name, at);
        }
        return new ColumnMapping(
                List.copyOf(header), names.size(), query, latitude, longitude, filters, results);
    }

    private static int coordinate(Optional<String> asked, List<String> usual, List<String> names) {
        if (asked.isPresent()) {
            return find(asked.get(), names);
        }
        return usual.stream()
                .mapToInt(names::lastIndexOf)
                .filter(at -> at >= 0)
                .findFirst()
                .orElse(NONE);
    }

    /** addok's words, with Python's way to print a list. */
    private static int find(String column, List<String> names) {
        int at = names.lastIndexOf(column);
        if (at < 0) {
            throw CsvException.wrong(
                    "Cannot found column '"
                            + column
                            + "' in columns "
                            + names.stream()
                                    .map(name -> "'" + name + "'")
                                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return at;
    }

    /** A row of the answer with the file's cells; cells that it lacks are empty. */
    String[] row(List<String> cells) {
        String[] row = new String[header.size()];
        Arrays.fill(row, "");
        for (int i = 0; i < Math.min(given, cells.size()); i++) {
            row[i] = cells.get(i);
        }
        return row;
    }

    /** The query of a row. */
    String query(String[] row) {
        if (query.size() == 1) {
            return row[query.getFirst()];
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < query.size(); i++) {
            text.append(i == 0 ? "" : " ").append(row[query.get(i)]);
        }
        return text.toString();
    }

    boolean hasPoint() {
        return latitude != NONE && longitude != NONE;
    }
}
