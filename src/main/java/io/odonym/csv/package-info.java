/**
 * Files of addresses: every row of a CSV file geocoded, in order, in bounded memory.
 *
 * <p>{@link io.odonym.csv.CsvGeocoder} is the engine of {@code /search/csv}, {@code /reverse/csv}
 * and of the commands {@code geocode} and {@code reverse}. It reads a file twice. {@link
 * io.odonym.csv.CsvGeocoder#prepare} reads it through once: its encoding ({@link
 * io.odonym.csv.TextEncoding}), its dialect ({@link io.odonym.csv.DialectSniffer}), its columns and
 * how many rows are too long, so that whatever is wrong is told before the first row is answered.
 * The {@link io.odonym.csv.CsvGeocodingTask} that this gives then goes through the rows in chunks
 * on all cores and writes them in order.
 */
package io.odonym.csv;
