package io.odonym.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Records the values of {@link Metric}s. Caches meters by metric and labels, because Micrometer
 * sorts the labels at every lookup. Thread-safe.
 */
public final class MetricRecorder {

    /**
     * The bucket bounds of request durations, in seconds. They range from a fast search to addok's
     * slowest requests.
     */
    private static final double[] REQUEST_BOUNDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
        10
    };

    /** The bucket bounds of phase and collector durations, in seconds. */
    private static final double[] PHASE_BOUNDS = {
        0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.01, 0.05,
        0.25, 1
    };

    /** The bucket bounds of CSV processing times, in seconds. */
    private static final double[] FILE_BOUNDS = {0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900, 3600};

    private final MeterRegistry registry;
    private final Map<String, Timer> phases = new ConcurrentHashMap<>();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

    private record Series(Metric metric, MetricLabels labels) {

        Tags tags() {
            return labels.tagsOf(metric);
        }
    }

    MetricRecorder(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Records the duration of a phase or a collector. */
    void recordPhase(String title, long nanoseconds) {
        Timer timer = phases.get(title);
        if (timer == null) {
            MetricLabels labels = MetricLabels.of(MetricLabelName.PHASE, title);
            timer =
                    phases.computeIfAbsent(
                            title, _ -> timer(new Series(Metric.PHASE_DURATION, labels)));
        }
        timer.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /**
     * Records a duration.
     *
     * @param labels the metric's labels, in its order
     */
    public void record(Metric metric, MetricLabels labels, long nanoseconds) {
        timers.computeIfAbsent(new Series(metric, labels), this::timer)
                .record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** Increments a counter without labels. */
    public void count(Metric metric) {
        counter(new Series(metric, MetricLabels.NONE)).increment();
    }

    /**
     * Adds an amount to a counter.
     *
     * @param labels the metric's labels, in its order
     * @param amount the amount, at least 0; 0 creates the time series
     */
    public void count(Metric metric, MetricLabels labels, long amount) {
        counter(new Series(metric, labels)).increment(amount);
    }

    private Counter counter(Series series) {
        return counters.computeIfAbsent(
                series,
                added ->
                        Counter.builder(added.metric().registeredName())
                                .description(added.metric().description())
                                .tags(added.tags())
                                .register(registry));
    }

    /** Registers a gauge whose value is read at every scrape. */
    public void gauge(Metric metric, Supplier<Number> value) {
        Gauge.builder(metric.registeredName(), value)
                .description(metric.description())
                .strongReference(true)
                .register(registry);
    }

    /** Registers an info metric, which has labels and the constant value 1. */
    public void info(Metric metric, MetricLabels labels) {
        Gauge.builder(metric.registeredName(), () -> 1)
                .description(metric.description())
                .tags(labels.tagsOf(metric))
                .register(registry);
    }

    /** Registers a counter whose value is read from an object at every scrape. */
    public <T> void counter(
            Metric metric, MetricLabels labels, T counter, ToDoubleFunction<T> count) {
        FunctionCounter.builder(metric.registeredName(), counter, count)
                .description(metric.description())
                .tags(labels.tagsOf(metric))
                .register(registry);
    }

    private Timer timer(Series series) {
        return Timer.builder(series.metric().registeredName())
                .description(series.metric().description())
                .tags(series.tags())
                .serviceLevelObjectives(bounds(series.metric()))
                .register(registry);
    }

    private static Duration[] bounds(Metric metric) {
        double[] seconds =
                switch (metric) {
                    case PHASE_DURATION -> PHASE_BOUNDS;
                    case CSV_DURATION -> FILE_BOUNDS;
                    default -> REQUEST_BOUNDS;
                };
        Duration[] bounds = new Duration[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            bounds[i] = Duration.ofNanos(Math.round(seconds[i] * 1e9));
        }
        return bounds;
    }
}
