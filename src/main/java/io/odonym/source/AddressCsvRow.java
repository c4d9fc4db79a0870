package io.odonym.source;

import java.util.List;
import java.util.Map;

/**
 * A row of a CSV file, its cells by the names in the file's first row.
 *
 * @param columns where each column is
 * @param cells the cells
 * @param line the row's line in the file, from 1
 */
record AddressCsvRow(Map<String, Integer> columns, List<String> cells, long line) {

    /** A cell without white space around it; empty where the file has no such column. */
    String text(String column) {
        Integer at = columns.get(column);
        return at == null || at >= cells.size() ? "" : cells.get(at).strip();
    }

    /**
     * A cell that must hold a number.
     *
     * @throws IllegalArgumentException where it does not
     */
    double number(String column) {
        String text = text(column);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    column + (text.isEmpty() ? " is missing" : " is no number: " + text));
        }
    }

    /** A cell that may hold a number; NaN where it is empty. */
    double optionalNumber(String column) {
        return text(column).isEmpty() ? Double.NaN : number(column);
    }

    /**
     * A cell that must not be empty.
     *
     * @throws IllegalArgumentException where it is
     */
    String required(String column) {
        String text = text(column);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(column + " is missing");
        }
        return text;
    }
}
