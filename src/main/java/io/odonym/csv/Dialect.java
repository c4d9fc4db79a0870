package io.odonym.csv;

/**
 * What separates and encloses the cells of a file.
 *
 * @param delimiter between cells
 * @param quote around cells that hold delimiters, quotes or ends of lines; doubled within
 * @param skipsSpace whether spaces around quoted cells and in front of others belong to no cell
 */
record Dialect(char delimiter, char quote, boolean skipsSpace) {}
