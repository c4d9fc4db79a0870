package io.odonym.source;

import java.util.List;
import java.util.Map;

/**
 * A row of a CSV file. Cells are accessed by column name.
 *
 * @param columns the column indexes, keyed by column name
 * @param regionalColumns the details of the columns of the file that contain regional names; see
 *     {@link RegionalNames#columnsIn}
 * @param cells the cells of the row
 * @param line the number of the row's first line in the file; the first line of a file is 1
 */
record AddressCsvRow(
        Map<String, Integer> columns,
        Map<String, String> regionalColumns,
        List<String> cells,
        long line) {

    /** Returns a cell without leading and trailing white space; "" if the column is absent. */
    String text(String column) {
        Integer at = columns.get(column);
        return at == null || at >= cells.size() ? "" : cells.get(at).strip();
    }

    /**
     * Returns a cell as a number. The decimal separator may be a comma.
     *
     * @throws IllegalArgumentException if the cell is empty or not a number
     */
    double number(String column) {
        String text = text(column);
        try {
            return Double.parseDouble(text.replace(',', '.'));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    column + (text.isEmpty() ? " is missing" : " is not a number: " + text));
        }
    }

    /**
     * Returns a cell as a number; NaN if the cell is empty.
     *
     * @throws IllegalArgumentException if the cell is neither empty nor a number
     */
    double optionalNumber(String column) {
        return text(column).isEmpty() ? Double.NaN : number(column);
    }

    /**
     * Returns a cell, which must not be empty.
     *
     * @throws IllegalArgumentException if the cell is empty
     */
    String required(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(column + " is missing");
        }
        return text;
    }
}
