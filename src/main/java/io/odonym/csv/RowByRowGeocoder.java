package io.odonym.csv;

import io.odonym.geocode.Geocoder;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Geocodes the rows of a table one by one. The caller reads and writes the rows. The results are
 * the same as those of {@link CsvGeocoder}, and every row has a status.
 *
 * <p>Thread-safe.
 */
public final class RowByRowGeocoder {

    private final ColumnMapping mapping;
    private final AddokRowGeocoder rows;

    /**
     * Creates a geocoder for a table.
     *
     * @param columns the names of the columns of the table
     * @param filterSeparator the separator between several values in a filter cell; empty to
     *     disable splitting
     * @throws CsvException if the request names a column that the table does not have
     */
    public RowByRowGeocoder(
            Geocoder geocoder, List<String> columns, CsvRequest request, String filterSeparator) {
        this.mapping = ColumnMapping.of(columns, request, true);
        this.rows = new AddokRowGeocoder(geocoder, request, mapping, filterSeparator);
    }

    /**
     * Returns the output columns: the columns of the table, followed by the result columns that are
     * not in the table yet.
     *
     * @throws CsvException if the request names a column that the table does not have
     */
    public static List<String> outputColumns(List<String> columns, CsvRequest request) {
        return ColumnMapping.of(columns, request, true).header();
    }

    /** Returns the result columns. The status is the last one, unless the request names it. */
    public static List<String> resultColumns(CsvRequest request) {
        return ResultColumns.names(request, true);
    }

    /** Returns whether the values of a result column are numbers or empty. */
    public static boolean isNumber(String resultColumn) {
        return ResultColumns.isNumber(resultColumn);
    }

    /** Returns an output row with the given cells. Missing cells and result cells are empty. */
    public String[] newOutputRow(List<String> cells) {
        return mapping.newOutputRow(cells);
    }

    /** Geocodes a row and writes the results into the row. */
    public RowStatus geocode(String[] row, PhaseRecorder phases) {
        return rows.geocode(row, phases);
    }

    /**
     * Returns all results of a row above the minimum score, best first, each in a copy of the row.
     *
     * @param limit the maximum number of results
     */
    public List<String[]> geocodeAll(String[] row, int limit, PhaseRecorder phases) {
        return rows.geocodeAll(row, limit, phases);
    }

    /** Returns the index of a result column in the output row; -1 if there is no such column. */
    public int columnIndex(String resultColumn) {
        return mapping.results().getOrDefault(resultColumn, -1);
    }

    /** Returns the value of the column {@code result_score}; empty if the row has none. */
    public OptionalDouble score(String[] row) {
        Integer index = mapping.results().get(ResultColumns.SCORE);
        return index == null || row[index].isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(row[index]));
    }
}
