/**
 * Geocoding of CSV files. The rows are geocoded in parallel with bounded memory, and written in the
 * order of the file.
 *
 * <p>{@link io.odonym.csv.CsvGeocoder} implements {@code /search/csv}, {@code /reverse/csv} and the
 * commands {@code geocode} and {@code reverse}. It reads a file twice. The first pass, {@link
 * io.odonym.csv.CsvGeocoder#prepare}, determines the encoding ({@link
 * io.odonym.csv.PythonEncoding}), the dialect ({@link io.odonym.csv.DelimiterSniffer}) and the
 * columns, and counts the rows whose queries are too long. All errors are thus reported before the
 * first row is written. The second pass, {@link io.odonym.csv.PreparedCsvGeocoding}, geocodes
 * chunks of rows on several threads.
 */
package io.odonym.csv;
