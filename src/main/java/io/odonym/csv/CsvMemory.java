package io.odonym.csv;

import java.util.function.LongConsumer;

/**
 * Estimates the memory that geocoding a file requires, and reports each increase before the memory
 * is used. The estimate consists of the largest row, which several buffers hold at the same time,
 * and of the rows in progress. Not thread-safe.
 */
final class CsvMemory {

    /**
     * The number of bytes that each character of the largest row takes in total: in the reader, in
     * the row, in the query, in the text of the result, and in the encoder, whose buffers grow by
     * doubling.
     */
    private static final int BYTES_PER_CHARACTER = 16;

    private static final int BYTES_PER_CELL = 64;

    /** Each row in progress is in memory three times: as cells, as text and as bytes. */
    private static final int COPIES_IN_PROGRESS = 3;

    private final LongConsumer increase;
    private final long maxBytesInProgress;
    private long largestRow;
    private long inProgress;

    /**
     * Creates an estimate of 0 bytes.
     *
     * @param increase receives each increase of the estimate, in bytes
     * @param threads the number of threads that geocode rows
     */
    CsvMemory(LongConsumer increase, int threads) {
        this.increase = increase;
        this.maxBytesInProgress = PreparedCsvGeocoding.maxBytesInProgress(threads);
    }

    /**
     * Reports the size of a row, or of the part of it that has been read.
     *
     * @param characters the number of characters of the row
     * @param cells the number of cells of the row
     */
    void addRow(int characters, int cells) {
        long bytes = (long) BYTES_PER_CHARACTER * characters + (long) BYTES_PER_CELL * cells;
        if (bytes > largestRow) {
            increase.accept(bytes - largestRow);
            largestRow = bytes;
        }
        if (inProgress < maxBytesInProgress) {
            long more = Math.min(bytes, maxBytesInProgress - inProgress);
            increase.accept(COPIES_IN_PROGRESS * more);
            inProgress += more;
        }
    }
}
