package io.odonym.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Records into the metrics of {@link Metric}, and remembers a meter once it was found: Micrometer's
 * own way to one sorts its labels each time.
 */
public final class MetricRecorder {

    /**
     * Bounds of requests and files, in seconds. A full search takes 50 to 100 µs of work and a
     * request 0.1 to 1 ms at half load (measured on france-real, two cores, 2026-11), addok's took
     * 10 to 200 ms.
     */
    private static final double[] REQUEST_BOUNDS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
        10
    };

    /** Of phases, from 50 µs up and some below, where most of them are. */
    private static final double[] PHASE_BOUNDS = {
        0.000005, 0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.01, 0.05,
        0.25, 1
    };

    /** Of files, in seconds. */
    private static final double[] FILE_BOUNDS = {0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900, 3600};

    private final MeterRegistry registry;
    private final Map<String, Timer> phases = new ConcurrentHashMap<>();
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

    private record Series(Metric metric, String first, String second, String third) {

        Tags tags() {
            List<Tag> tags = new ArrayList<>();
            // The fourth of the only metric with four: the error.type of semantic conventions.
            List<String> values = List.of(first, second, third, third.startsWith("5") ? third : "");
            for (int i = 0; i < metric.labels().size(); i++) {
                tags.add(Tag.of(metric.labels().get(i), values.get(i)));
            }
            return Tags.of(tags);
        }
    }

    MetricRecorder(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A phase or a collector took so long. */
    void phase(String title, long nanoseconds) {
        Timer timer = phases.get(title);
        if (timer == null) {
            timer =
                    phases.computeIfAbsent(
                            title, _ -> timer(new Series(Metric.PHASE_DURATION, title, "", "")));
        }
        timer.record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** Something took so long; labels in the order of the metric's. */
    public void record(Metric metric, String first, String second, String third, long nanoseconds) {
        timers.computeIfAbsent(new Series(metric, first, second, third), this::timer)
                .record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** So many more; labels in the order of the metric's, "" for those that it has not. */
    public void count(Metric metric, String first, String second, String third, long more) {
        counters.computeIfAbsent(
                        new Series(metric, first, second, third),
                        series ->
                                Counter.builder(metric.registered())
                                        .description(metric.description())
                                        .tags(series.tags())
                                        .register(registry))
                .increment(more);
    }

    /** A value that is asked for when somebody looks. */
    public void gauge(Metric metric, Supplier<Number> value) {
        Gauge.builder(metric.registered(), value)
                .description(metric.description())
                .strongReference(true)
                .register(registry);
    }

    /** What is known once and for ever: 1, with words for labels. */
    public void fact(Metric metric, String... values) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(metric.labels().get(i), values[i]));
        }
        Gauge.builder(metric.registered(), () -> 1)
                .description(metric.description())
                .tags(tags)
                .register(registry);
    }

    /** A count that something else keeps. */
    public <T> void counted(Metric metric, String label, T counter, ToDoubleFunction<T> count) {
        FunctionCounter.builder(metric.registered(), counter, count)
                .description(metric.description())
                .tags(metric.labels().getFirst(), label)
                .register(registry);
    }

    private Timer timer(Series series) {
        return Timer.builder(series.metric().registered())
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
