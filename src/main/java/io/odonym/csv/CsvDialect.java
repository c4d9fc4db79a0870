package io.odonym.csv;

import java.io.Serializable;

/**
 * How the cells of a CSV file are separated and quoted.
 *
 * @param delimiter the character between cells
 * @param quote the character around cells that contain delimiters, quotes or line ends; a quote
 *     within such a cell is doubled
 * @param skipsSpace whether spaces after a delimiter are skipped
 */
public record CsvDialect(char delimiter, char quote, boolean skipsSpace) implements Serializable {

    /**
     * Returns the dialect of the Géoplateforme's output for a file with one column, which has no
     * delimiter of its own.
     */
    CsvDialect withComma() {
        return new CsvDialect(',', quote, false);
    }
}
