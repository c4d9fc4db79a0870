package io.odonym.spark;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;

import io.odonym.csv.RowStatus;

import java.util.EnumMap;
import java.util.Map;

/** What an executor tells of its rows to Spark's metric system. */
final class ExecutorMetrics {

    private final Meter rows;
    private final Map<RowStatus, Counter> statuses = new EnumMap<>(RowStatus.class);
    private final Counter[] bands = new Counter[ScoreBand.COUNT];

    ExecutorMetrics(MetricRegistry registry) {
        this.rows = registry.meter("odonym.rows");
        for (RowStatus status : RowStatus.values()) {
            statuses.put(status, registry.counter("odonym.rows." + status.word()));
        }
        for (int band = 0; band < bands.length; band++) {
            bands[band] = registry.counter("odonym.score." + ScoreBand.name(band));
        }
    }

    void add(RowStatus status, long count) {
        rows.mark(count);
        statuses.get(status).inc(count);
    }

    void addBand(int band, long count) {
        bands[band].inc(count);
    }
}
