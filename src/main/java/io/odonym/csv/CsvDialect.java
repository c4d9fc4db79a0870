package io.odonym.csv;

import java.io.Serializable;

/**
 * What separates and encloses the cells of a file.
 *
 * @param delimiter between cells
 * @param quote around cells that hold delimiters, quotes or ends of lines; doubled within
 * @param skipsSpace whether spaces around quoted cells and in front of others belong to no cell
 */
public record CsvDialect(char delimiter, char quote, boolean skipsSpace) implements Serializable {}
