package io.odonym.spark;

import io.odonym.csv.RowStatus;

import java.util.Map;

/**
 * What became of a job's rows.
 *
 * @param counters the rows
 * @param seconds how long they took, by the clock
 * @param partitions in how many parts
 * @param brought to how many executors the index was brought, those that found it on their node not
 *     counted
 */
record JobSummary(JobCounters counters, double seconds, int partitions, long brought) {

    private static final double PERCENT = 100;

    /** A table for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        long rows = counters.rows();
        line(text, "rows", rows, rows);
        for (Map.Entry<RowStatus, Long> status : counters.byStatus().entrySet()) {
            if (status.getValue() > 0) {
                line(text, "  " + status.getKey().word(), status.getValue(), rows);
            }
        }
        for (int band = ScoreBand.COUNT - 1; band >= 0; band--) {
            if (counters.inBand(band) > 0) {
                line(text, "  score " + ScoreBand.name(band), counters.inBand(band), rows);
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
        if (brought > 0) {
            text.append("the index was brought to %,d node(s)%n".formatted(brought));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long count, long rows) {
        text.append(
                "%-24s %,15d %7.2f %%%n"
                        .formatted(name, count, PERCENT * count / Math.max(1, rows)));
    }
}
