package io.odonym.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Converts the Prometheus metrics to OTLP data each time the SDK exports metrics. Prometheus and
 * OTLP share one registry, so each value is recorded only once.
 *
 * <p>The suffix of a name, such as {@code _seconds}, is converted to the unit of the OTLP metric.
 * Request durations have the names of the OpenTelemetry semantic conventions.
 */
final class OtlpMetricProducer implements MetricProducer {

    private static final InstrumentationScopeInfo SCOPE =
            InstrumentationScopeInfo.create("io.odonym");
    private static final String SECONDS = "_seconds";
    private static final String BYTES = "_bytes";

    private final PrometheusRegistry registry;
    private final long start = nanoseconds(Instant.now());

    OtlpMetricProducer(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** A metric that is passed to the SDK. */
    private record ExportedMetric(
            Resource getResource,
            String getName,
            String getDescription,
            String getUnit,
            MetricDataType getType,
            Data<?> getData)
            implements MetricData {

        @Override
        public InstrumentationScopeInfo getInstrumentationScopeInfo() {
            return SCOPE;
        }
    }

    @Override
    public Collection<MetricData> produce(Resource resource) {
        List<MetricData> all = new ArrayList<>();
        long now = nanoseconds(Instant.now());
        for (MetricSnapshot metric : registry.scrape()) {
            data(metric, now)
                    .ifPresent(
                            data -> {
                                // The Prometheus client omits the suffix "_info".
                                String name =
                                        metric.getMetadata().getPrometheusName()
                                                + (metric instanceof InfoSnapshot ? "_info" : "");
                                String help = metric.getMetadata().getHelp();
                                all.add(
                                        new ExportedMetric(
                                                resource,
                                                otlpName(name),
                                                help == null ? "" : help,
                                                unit(name),
                                                type(data),
                                                data));
                            });
        }
        return all;
    }

    private Optional<Data<?>> data(MetricSnapshot metric, long now) {
        return switch (metric) {
            case CounterSnapshot counter ->
                    Optional.of(
                            SumData.createDoubleSumData(
                                    true,
                                    AggregationTemporality.CUMULATIVE,
                                    points(
                                            counter.getDataPoints(),
                                            point -> value(point, now, point.getValue()))));
            case GaugeSnapshot gauge ->
                    Optional.of(
                            GaugeData.createDoubleGaugeData(
                                    points(
                                            gauge.getDataPoints(),
                                            point -> value(point, now, point.getValue()))));
            case InfoSnapshot info ->
                    Optional.of(
                            GaugeData.createDoubleGaugeData(
                                    points(info.getDataPoints(), point -> value(point, now, 1))));
            case SummarySnapshot summary ->
                    Optional.of(
                            SumData.createDoubleSumData(
                                    true,
                                    AggregationTemporality.CUMULATIVE,
                                    points(
                                            summary.getDataPoints(),
                                            point -> value(point, now, point.getSum()))));
            case HistogramSnapshot histogram ->
                    Optional.of(
                            HistogramData.create(
                                    AggregationTemporality.CUMULATIVE,
                                    points(
                                            histogram.getDataPoints(),
                                            point -> buckets(point, now))));
            default -> Optional.empty();
        };
    }

    private static <S, P> List<P> points(List<S> snapshots, Function<S, P> point) {
        return snapshots.stream().map(point).toList();
    }

    private DoublePointData value(DataPointSnapshot point, long now, double value) {
        return DoublePointData.create(start, now, attributes(point), value, List.of());
    }

    /**
     * Converts histogram buckets. The last bound is explicitly +Inf in Prometheus and is implicit
     * in OTLP.
     */
    private HistogramPointData buckets(
            HistogramSnapshot.HistogramDataPointSnapshot point, long now) {
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        List<Double> bounds = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < buckets.size(); i++) {
            counts.add(buckets.getCount(i));
            if (!Double.isInfinite(buckets.getUpperBound(i))) {
                bounds.add(buckets.getUpperBound(i));
            }
        }
        return HistogramPointData.create(
                start, now, attributes(point), point.getSum(), false, 0, false, 0, bounds, counts);
    }

    private static Attributes attributes(DataPointSnapshot point) {
        AttributesBuilder attributes = Attributes.builder();
        for (Label label : point.getLabels()) {
            if (label.getName().equals("http_response_status_code")) {
                attributes.put("http.response.status_code", Long.parseLong(label.getValue()));
            } else if (!label.getValue().isEmpty()) {
                attributes.put(attribute(label.getName()), label.getValue());
            }
        }
        return attributes.build();
    }

    /**
     * Returns the OTLP attribute name of a Prometheus label, following the OpenTelemetry semantic
     * conventions.
     */
    private static String attribute(String label) {
        return switch (label) {
            case "http_request_method" -> "http.request.method";
            case "http_route" -> "http.route";
            case "error_type" -> "error.type";
            default -> label;
        };
    }

    private static String otlpName(String name) {
        if (name.equals(Metric.HTTP_SERVER_DURATION.exposedName())) {
            return "http.server.request.duration";
        }
        if (name.endsWith(SECONDS)) {
            return name.substring(0, name.length() - SECONDS.length());
        }
        return name.endsWith(BYTES) ? name.substring(0, name.length() - BYTES.length()) : name;
    }

    private static String unit(String name) {
        if (name.endsWith(SECONDS)) {
            return "s";
        }
        return name.endsWith(BYTES) ? "By" : "1";
    }

    private static MetricDataType type(Data<?> data) {
        return switch (data) {
            case SumData<?> _ -> MetricDataType.DOUBLE_SUM;
            case HistogramData _ -> MetricDataType.HISTOGRAM;
            default -> MetricDataType.DOUBLE_GAUGE;
        };
    }

    private static long nanoseconds(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
