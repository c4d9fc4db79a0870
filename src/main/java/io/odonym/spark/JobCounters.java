package io.odonym.spark;

import io.odonym.csv.RowStatus;

import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** The Spark accumulators of a job. Each row is counted once, even if Spark retries its task. */
final class JobCounters implements Serializable {

    private static final long serialVersionUID = 1;

    private final EnumMap<RowStatus, LongAccumulator> statuses = new EnumMap<>(RowStatus.class);
    private final LongAccumulator[] bands = new LongAccumulator[ScoreBand.COUNT];
    private final LongAccumulator nanoseconds;

    /** Registers the accumulators. */
    JobCounters(SparkContext spark) {
        for (RowStatus status : RowStatus.values()) {
            statuses.put(status, spark.longAccumulator("odonym rows " + status.columnValue()));
        }
        for (int band = 0; band < bands.length; band++) {
            bands[band] = spark.longAccumulator("odonym score " + ScoreBand.name(band));
        }
        nanoseconds = spark.longAccumulator("odonym nanoseconds of tasks");
    }

    /** Adds a number to the count of rows with the given status. */
    void addRows(RowStatus status, long count) {
        statuses.get(status).add(count);
    }

    /** Adds a number to the count of rows whose score is in the given {@link ScoreBand}. */
    void addScores(int band, long count) {
        bands[band].add(count);
    }

    /** Adds the duration of a task, in nanoseconds. */
    void addNanoseconds(long count) {
        nanoseconds.add(count);
    }

    /** Returns the number of geocoded rows. */
    long rows() {
        return statuses.values().stream().mapToLong(LongAccumulator::sum).sum();
    }

    /** Returns the number of rows by status. */
    Map<RowStatus, Long> rowsByStatus() {
        Map<RowStatus, Long> counts = new EnumMap<>(RowStatus.class);
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    /** Returns the number of rows whose score is in the given {@link ScoreBand}. */
    long rowsInBand(int band) {
        return bands[band].sum();
    }

    /** Returns the total duration of all tasks in seconds. A task uses one core. */
    double coreSeconds() {
        return nanoseconds.sum() / 1e9;
    }
}
