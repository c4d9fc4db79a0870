package io.odonym.spark;

import io.odonym.csv.RowStatus;
import io.odonym.telemetry.RequestPhase;
import io.odonym.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
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
 * Counts the rows of one task. Updates {@link SparkRowMetrics} while the task runs, and {@link
 * JobCounters} when the task ends. If tracing is enabled, records a span when the task ends. Not
 * thread-safe.
 */
final class TaskMetrics {

    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("csv.rows");
    private static final AttributeKey<Long> FOUND = AttributeKey.longKey("spark.rows.found");
    private static final AttributeKey<Long> STAGE = AttributeKey.longKey("spark.stage.id");
    private static final AttributeKey<Long> PARTITION = AttributeKey.longKey("spark.partition.id");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("spark.task.attempt");

    /** The number of rows after which the executor metrics are updated. */
    private static final int ROWS_PER_UPDATE = 256;

    private final Optional<JobCounters> counters;
    private final String traceparent;
    private final long start = System.nanoTime();
    private final long[] statuses = new long[RowStatus.values().length];
    private final long[] bands = new long[ScoreBand.COUNT];
    private final long[] reportedStatuses = new long[statuses.length];
    private final long[] reportedBands = new long[bands.length];
    private int unreportedRows;

    private TaskMetrics(Optional<JobCounters> counters, String traceparent) {
        this.counters = counters;
        this.traceparent = traceparent;
    }

    /**
     * Starts counting for the task of the current thread. Spark evaluates calls with constant
     * arguments on the driver, outside a task. In this case, job counters and spans are not
     * recorded.
     *
     * @param traceparent the parent span, in the format of the W3C header traceparent; may be empty
     */
    static TaskMetrics start(Optional<JobCounters> counters, String traceparent) {
        TaskMetrics metrics = new TaskMetrics(counters, traceparent);
        TaskContext task = TaskContext.get();
        if (task != null) {
            boolean[] failed = new boolean[1];
            task.addTaskFailureListener((TaskFailureListener) (_, _) -> failed[0] = true);
            task.addTaskCompletionListener(
                    (TaskCompletionListener) endedTask -> metrics.end(endedTask, failed[0]));
        }
        return metrics;
    }

    /** Counts a row. */
    void count(RowStatus status, OptionalDouble score) {
        statuses[status.ordinal()]++;
        if (score.isPresent()) {
            bands[ScoreBand.of(score.getAsDouble())]++;
        }
        if (++unreportedRows >= ROWS_PER_UPDATE) {
            updateExecutorMetrics();
        }
    }

    private void updateExecutorMetrics() {
        unreportedRows = 0;
        GeocoderRegistry.metrics()
                .ifPresent(
                        executorMetrics -> {
                            for (RowStatus status : RowStatus.values()) {
                                int index = status.ordinal();
                                executorMetrics.addRows(
                                        status, statuses[index] - reportedStatuses[index]);
                                reportedStatuses[index] = statuses[index];
                            }
                            for (int band = 0; band < bands.length; band++) {
                                executorMetrics.addScores(band, bands[band] - reportedBands[band]);
                                reportedBands[band] = bands[band];
                            }
                        });
    }

    private void end(TaskContext task, boolean failed) {
        updateExecutorMetrics();
        long end = System.nanoTime();
        counters.ifPresent(
                job -> {
                    for (RowStatus status : RowStatus.values()) {
                        job.addRows(status, statuses[status.ordinal()]);
                    }
                    for (int band = 0; band < bands.length; band++) {
                        job.addScores(band, bands[band]);
                    }
                    job.addNanoseconds(end - start);
                });
        Telemetry telemetry = GeocoderRegistry.telemetry();
        if (telemetry.isTraced()) {
            long rows = 0;
            for (long count : statuses) {
                rows += count;
            }
            SpanBuilder builder =
                    telemetry
                            .tracer()
                            .spanBuilder(RequestPhase.PARTITION.title())
                            .setParent(parent())
                            .setStartTimestamp(telemetry.sinceEpoch(start), TimeUnit.NANOSECONDS)
                            .setAttribute(ROWS, rows)
                            .setAttribute(FOUND, statuses[RowStatus.FOUND.ordinal()])
                            .setAttribute(STAGE, (long) task.stageId())
                            .setAttribute(PARTITION, (long) task.partitionId())
                            .setAttribute(ATTEMPT, (long) task.attemptNumber());
            Span span = builder.startSpan();
            if (failed) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(telemetry.sinceEpoch(end), TimeUnit.NANOSECONDS);
        }
    }

    private Context parent() {
        if (traceparent.isEmpty()) {
            return Context.root();
        }
        return W3CTraceContextPropagator.getInstance()
                .extract(
                        Context.root(),
                        Map.of("traceparent", traceparent),
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
