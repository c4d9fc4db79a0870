package io.odonym.spark;

import io.odonym.csv.RowStatus;

import java.util.Map;

/**
 * The result of a job.
 *
 * @param counters the number of rows by status and by score
 * @param seconds the elapsed time of the job, in seconds
 * @param partitions the number of partitions
 * @param indexCopies the number of nodes that the job copied the index to
 */
record JobSummary(JobCounters counters, double seconds, int partitions, long indexCopies) {

    private static final double PERCENT = 100;

    /** Returns the summary as a table of text lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        long rows = counters.rows();
        line(text, "rows", rows, rows);
        for (Map.Entry<RowStatus, Long> status : counters.rowsByStatus().entrySet()) {
            if (status.getValue() > 0) {
                line(text, "  " + status.getKey().columnValue(), status.getValue(), rows);
            }
        }
        for (int band = ScoreBand.COUNT - 1; band >= 0; band--) {
            if (counters.rowsInBand(band) > 0) {
                line(text, "  score " + ScoreBand.name(band), counters.rowsInBand(band), rows);
            }
        }
        text.append(
                "%,d rows in %.1f s (%,.0f rows/s, %,.0f rows per core-second), %,d partitions%n"
                        .formatted(
                                rows,
                                seconds,
                                rows / Math.max(seconds, 1e-9),
                                rows / Math.max(counters.coreSeconds(), 1e-9),
                                partitions));
        if (indexCopies > 0) {
            text.append("the index was copied to %,d node(s)%n".formatted(indexCopies));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long count, long rows) {
        text.append(
                "%-24s %,15d %7.2f %%%n"
                        .formatted(name, count, PERCENT * count / Math.max(1, rows)));
    }
}
