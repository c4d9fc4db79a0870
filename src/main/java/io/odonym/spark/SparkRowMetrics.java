package io.odonym.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;

import io.odonym.csv.RowStatus;

import java.util.EnumMap;
import java.util.Map;

/**
 * The metrics of an executor in Spark's metrics system: a meter of all rows, a counter for each row
 * status and a counter for each score band. Thread-safe.
 */
final class SparkRowMetrics {

    private final Meter rows;
    private final Map<RowStatus, Counter> statuses = new EnumMap<>(RowStatus.class);
    private final Counter[] bands = new Counter[ScoreBand.COUNT];

    /** Registers the metrics. */
    SparkRowMetrics(MetricRegistry registry) {
        this.rows = registry.meter("odonym.rows");
        for (RowStatus status : RowStatus.values()) {
            statuses.put(status, registry.counter("odonym.rows." + status.columnValue()));
        }
        for (int band = 0; band < bands.length; band++) {
            bands[band] = registry.counter("odonym.score." + ScoreBand.name(band));
        }
    }

    /** Adds a number to the count of rows with the given status. */
    void addRows(RowStatus status, long count) {
        rows.mark(count);
        statuses.get(status).inc(count);
    }

    /** Adds a number to the count of rows whose score is in the given {@link ScoreBand}. */
    void addScores(int band, long count) {
        bands[band].inc(count);
    }
}
