package io.odonym.csv;

import io.odonym.geocode.Geocoder;
import io.odonym.telemetry.PhaseRecorder;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Geocodes the rows of any table, one by one, for those who bring and take the rows themselves. The
 * same as a file's rows get, with the status of every row.
 */
public final class TableGeocoder {

    private final ColumnMapping layout;
    private final RowGeocoder rows;

    /**
     * For a table.
     *
     * @param names its columns
     * @param filterSeparator between several values in one filter cell; empty for none
     * @throws CsvException where the request names a column that the table has not
     */
    public TableGeocoder(
            Geocoder geocoder, List<String> names, CsvRequest request, String filterSeparator) {
        this.layout = ColumnMapping.of(names, request, true);
        this.rows = new RowGeocoder(geocoder, request, layout, filterSeparator);
    }

    /**
     * The columns of the answer: the table's, of which results may take the place, and behind them
     * the other results.
     *
     * @throws CsvException where the request names a column that the table has not
     */
    public static List<String> header(List<String> names, CsvRequest request) {
        return ColumnMapping.of(names, request, true).header();
    }

    /** The columns that hold results, the status last unless the request puts it elsewhere. */
    public static List<String> results(CsvRequest request) {
        return ColumnMapping.of(List.of(), withoutNames(request), true).header();
    }

    /** Asks for columns of no table. */
    private static CsvRequest withoutNames(CsvRequest request) {
        return new CsvRequest(
                request.kind(),
                List.of(),
                request.encoding(),
                request.delimiter(),
                request.quote(),
                request.withMark(),
                request.minimumScore(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Map.of(),
                request.resultColumns(),
                request.improve(),
                request.escapeFormulas());
    }

    /** Whether the values of a column of results are numbers; where there is none it is empty. */
    public static boolean isNumber(String result) {
        return ResultColumns.isNumber(result);
    }

    /** A row of the answer, still without results; cells that the table's row lacks are empty. */
    public String[] row(List<String> cells) {
        return layout.row(cells);
    }

    /** Fills in the results of a row. */
    public RowStatus geocode(String[] row, PhaseRecorder phases) {
        return rows.geocode(row, phases);
    }

    /** All results of a row, the best first, at most so many, each filled into a row of its own. */
    public List<String[]> all(String[] row, int limit, PhaseRecorder phases) {
        return rows.all(row, limit, phases);
    }

    /** Where a result stands in a row; -1 for nowhere. */
    public int position(String result) {
        return layout.results().getOrDefault(result, -1);
    }

    /** The score that a row got, where it got one and shows it. */
    public OptionalDouble score(String[] row) {
        Integer at = layout.results().get(ResultColumns.SCORE);
        return at == null || row[at].isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(row[at]));
    }
}
