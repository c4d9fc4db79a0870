package io.odonym.spark;

import io.odonym.csv.RowStatus;

import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** The accumulators of a job: a row is counted once, whatever is retried. */
final class JobCounters implements Serializable {

    private static final long serialVersionUID = 1;

    private final EnumMap<RowStatus, LongAccumulator> statuses = new EnumMap<>(RowStatus.class);
    private final LongAccumulator[] bands = new LongAccumulator[ScoreBand.COUNT];
    private final LongAccumulator nanoseconds;

    JobCounters(SparkContext spark) {
        for (RowStatus status : RowStatus.values()) {
            statuses.put(status, spark.longAccumulator("odonym rows " + status.word()));
        }
        for (int band = 0; band < bands.length; band++) {
            bands[band] = spark.longAccumulator("odonym score " + ScoreBand.name(band));
        }
        nanoseconds = spark.longAccumulator("odonym nanoseconds of tasks");
    }

    void add(RowStatus status, long count) {
        statuses.get(status).add(count);
    }

    void addBand(int band, long count) {
        bands[band].add(count);
    }

    void addNanoseconds(long count) {
        nanoseconds.add(count);
    }

    long rows() {
        return statuses.values().stream().mapToLong(LongAccumulator::sum).sum();
    }

    Map<RowStatus, Long> byStatus() {
        Map<RowStatus, Long> counts = new EnumMap<>(RowStatus.class);
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }

    long inBand(int band) {
        return bands[band].sum();
    }

    /** How long the tasks took together, each on one core. */
    double coreSeconds() {
        return nanoseconds.sum() / 1e9;
    }
}
