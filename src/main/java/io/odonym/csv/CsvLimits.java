package io.odonym.csv;

/**
 * How much a file may hold.
 *
 * @param rows how many rows at most
 * @param rejectLongRows whether one row over the length limit refuses the whole file, as addok does
 * @param filterSeparator between several values in one filter cell; empty for none
 * @param threads how many chunks are worked on at once
 */
public record CsvLimits(long rows, boolean rejectLongRows, String filterSeparator, int threads) {}
