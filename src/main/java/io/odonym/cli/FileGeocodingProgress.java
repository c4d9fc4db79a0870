package io.odonym.cli;

import java.time.Duration;

/** Shows on standard error how a file goes on: a line every few seconds, and one at the end. */
final class FileGeocodingProgress {

    private static final long BETWEEN_LINES = Duration.ofSeconds(2).toNanos();
    private static final double NANOSECONDS = 1e9;

    private final long rows;
    private final boolean quiet;
    private final long start = System.nanoTime();
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private long lastLine = start;

    private FileGeocodingProgress(long rows, boolean quiet) {
        this.rows = rows;
        this.quiet = quiet;
    }

    static FileGeocodingProgress of(long rows, boolean quiet) {
        return new FileGeocodingProgress(rows, quiet);
    }

    void written(long done) {
        long now = System.nanoTime();
        if (quiet || now - lastLine < BETWEEN_LINES) {
            return;
        }
        lastLine = now;
        double seconds = (now - start) / NANOSECONDS;
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

    void end(String summary) {
        if (!quiet) {
            double seconds = (System.nanoTime() - start) / NANOSECONDS;
            System.err.printf(
                    "%s%,d rows in %.1f s (%,.0f rows/s): %s%n",
                    terminal ? "\r" : "", rows, seconds, rows / seconds, summary);
        }
    }
}
