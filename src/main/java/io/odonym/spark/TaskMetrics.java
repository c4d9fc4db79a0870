package io.odonym.spark;

import io.odonym.csv.RowStatus;
import io.odonym.telemetry.Phase;
import io.odonym.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/**
 * Counts the rows of one task; at its end tells the job's accumulators, the executor's metrics and,
 * where telemetry is on, makes its span.
 */
final class TaskMetrics {

    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("csv.rows");
    private static final AttributeKey<Long> FOUND = AttributeKey.longKey("spark.rows.found");
    private static final AttributeKey<Long> STAGE = AttributeKey.longKey("spark.stage.id");
    private static final AttributeKey<Long> PARTITION = AttributeKey.longKey("spark.partition.id");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("spark.task.attempt");

    /** Often enough for a rate, and rarely enough to cost nothing. */
    private static final int ROWS_BETWEEN_METRICS = 256;

    private final Optional<JobCounters> counters;
    private final String trace;
    private final long start = System.nanoTime();
    private final long[] statuses = new long[RowStatus.values().length];
    private final long[] bands = new long[ScoreBand.COUNT];
    private final long[] toldStatuses = new long[statuses.length];
    private final long[] toldBands = new long[bands.length];
    private int untold;

    private TaskMetrics(Optional<JobCounters> counters, String trace) {
        this.counters = counters;
        this.trace = trace;
    }

    /**
     * For the task of this thread; where there is none, on the driver, nobody is told.
     *
     * @param trace the trace that the task belongs to, as the header traceparent has it; may be
     *     empty
     */
    static TaskMetrics begin(Optional<JobCounters> counters, String trace) {
        TaskMetrics tally = new TaskMetrics(counters, trace);
        TaskContext task = TaskContext.get();
        if (task != null) {
            boolean[] failed = new boolean[1];
            task.addTaskFailureListener((TaskFailureListener) (_, _) -> failed[0] = true);
            task.addTaskCompletionListener(
                    (TaskCompletionListener) ended -> tally.end(ended, failed[0]));
        }
        return tally;
    }

    /** One more row. */
    void count(RowStatus status, OptionalDouble score) {
        statuses[status.ordinal()]++;
        if (score.isPresent()) {
            bands[ScoreBand.of(score.getAsDouble())]++;
        }
        if (++untold >= ROWS_BETWEEN_METRICS) {
            tellMetrics();
        }
    }

    private void tellMetrics() {
        untold = 0;
        GeocoderRegistry.metrics()
                .ifPresent(
                        metrics -> {
                            for (RowStatus status : RowStatus.values()) {
                                int at = status.ordinal();
                                metrics.add(status, statuses[at] - toldStatuses[at]);
                                toldStatuses[at] = statuses[at];
                            }
                            for (int band = 0; band < bands.length; band++) {
                                metrics.addBand(band, bands[band] - toldBands[band]);
                                toldBands[band] = bands[band];
                            }
                        });
    }

    private void end(TaskContext task, boolean failed) {
        tellMetrics();
        long end = System.nanoTime();
        counters.ifPresent(
                job -> {
                    for (RowStatus status : RowStatus.values()) {
                        job.add(status, statuses[status.ordinal()]);
                    }
                    for (int band = 0; band < bands.length; band++) {
                        job.addBand(band, bands[band]);
                    }
                    job.addNanoseconds(end - start);
                });
        Telemetry telemetry = GeocoderRegistry.telemetryOfThisProcess();
        if (telemetry.isTraced()) {
            long rows = 0;
            for (long count : statuses) {
                rows += count;
            }
            SpanBuilder span =
                    telemetry
                            .tracer()
                            .spanBuilder(Phase.PARTITION.title())
                            .setParent(parent())
                            .setStartTimestamp(telemetry.sinceEpoch(start), TimeUnit.NANOSECONDS)
                            .setAttribute(ROWS, rows)
                            .setAttribute(FOUND, statuses[RowStatus.FOUND.ordinal()])
                            .setAttribute(STAGE, (long) task.stageId())
                            .setAttribute(PARTITION, (long) task.partitionId())
                            .setAttribute(ATTEMPT, (long) task.attemptNumber());
            var begun = span.startSpan();
            if (failed) {
                begun.setStatus(StatusCode.ERROR);
            }
            begun.end(telemetry.sinceEpoch(end), TimeUnit.NANOSECONDS);
        }
    }

    private Context parent() {
        if (trace.isEmpty()) {
            return Context.root();
        }
        return W3CTraceContextPropagator.getInstance()
                .extract(
                        Context.root(),
                        Map.of("traceparent", trace),
                        new TextMapGetter<Map<String, String>>() {
                            @Override
                            public Iterable<String> keys(Map<String, String> carrier) {
                                return carrier.keySet();
                            }

                            @Override
                            public String get(Map<String, String> carrier, String key) {
                                return carrier == null ? null : carrier.get(key);
                            }
                        });
    }
}
