package io.odonym.csv;

/**
 * Options that apply to all files of a {@link CsvGeocoder}.
 *
 * @param maxRows the maximum number of rows of a file, without the header
 * @param rejectLongRows whether a file is rejected if one of its queries is too long, as in addok
 * @param filterSeparator the separator between several values in a filter cell; empty to disable
 *     splitting
 * @param threads the number of threads, each of which geocodes one chunk of rows at a time
 */
public record CsvGeocoderOptions(
        long maxRows, boolean rejectLongRows, String filterSeparator, int threads) {}
