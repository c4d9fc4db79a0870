package io.odonym.cli;

import java.time.Duration;

/**
 * Prints the progress of geocoding a file to standard error: one line every two seconds, and a
 * summary at the end. Not thread-safe.
 */
final class FileGeocodingProgress {

    private static final long NANOSECONDS_BETWEEN_LINES = Duration.ofSeconds(2).toNanos();
    private static final double NANOSECONDS_PER_SECOND = 1e9;

    private final long rows;
    private final boolean quiet;
    private final long start = System.nanoTime();
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private long lastLine = start;

    private FileGeocodingProgress(long rows, boolean quiet) {
        this.rows = rows;
        this.quiet = quiet;
    }

    /**
     * Starts measuring the elapsed time.
     *
     * @param rows the total number of rows
     * @param quiet whether to print nothing
     */
    static FileGeocodingProgress start(long rows, boolean quiet) {
        return new FileGeocodingProgress(rows, quiet);
    }

    /** Prints the number of rows written so far, at most once every two seconds. */
    void onRowsWritten(long done) {
        long now = System.nanoTime();
        if (quiet || now - lastLine < NANOSECONDS_BETWEEN_LINES) {
            return;
        }
        lastLine = now;
        double seconds = (now - start) / NANOSECONDS_PER_SECOND;
        System.err.printf(
                "%s%,d of %,d rows (%.0f %%), %,.0f rows/s, about %.0f s left%s",
                terminal ? "\r" : "",
                done,
                rows,
                100.0 * done / Math.max(1, rows),
                done / seconds,
                seconds / done * (rows - done),
                terminal ? "   " : System.lineSeparator());
    }

    /** Prints the throughput and the given summary. */
    void finish(String summary) {
        if (!quiet) {
            double seconds = (System.nanoTime() - start) / NANOSECONDS_PER_SECOND;
            System.err.printf(
                    "%s%,d rows in %.1f s (%,.0f rows/s): %s%n",
                    terminal ? "\r" : "", rows, seconds, rows / seconds, summary);
        }
    }
}
