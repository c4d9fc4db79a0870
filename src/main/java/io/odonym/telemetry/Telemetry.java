package io.odonym.telemetry;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.odonym.configuration.ProgramVersion;
import io.odonym.configuration.TelemetryOptions;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * The traces, metrics and logs of a running program. Metrics are always collected. Traces, logs and
 * the export of metrics are enabled by {@code OTEL_} environment variables. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {

    private static final String SCOPE = "io.odonym";
    private static final AttributeKey<Long> CANDIDATES = AttributeKey.longKey("geocode.candidates");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("csv.rows");
    private static final long MAX_SHUTDOWN_SECONDS = 5;

    private final OpenTelemetry openTelemetry;
    private final Optional<OpenTelemetrySdk> sdk;
    private final Tracer tracer;
    private final PrometheusMeterRegistry prometheus;
    private final MetricRecorder meters;
    private final boolean traced;
    private final EpochClock clock = new EpochClock();
    private final Optional<OpenTelemetryLogHandler> logs;

    /**
     * Formats the metrics on a platform thread. On a request's virtual thread, formatting would
     * block the carrier for milliseconds. BufferedWriter would also start with a tiny buffer, which
     * would produce 7 MB of garbage per scrape.
     */
    private final ExecutorService formatting =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("odonym-metrics").factory());

    /** The scrapes that have not begun, by media type. All waiting clients share one scrape. */
    private final Map<String, CompletableFuture<Exposition>> waiting = new ConcurrentHashMap<>();

    private Telemetry(TelemetryEnvironment environment, boolean isOn, int spansPerSecond) {
        this.prometheus =
                new PrometheusMeterRegistry(
                        new OpenMetricsExemplarFilter(),
                        new PrometheusRegistry(),
                        Clock.SYSTEM,
                        new ExemplarSpanContext());
        // The names of these meters violate the naming rules of Prometheus (promtool check
        // metrics).
        prometheus
                .config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        this.meters = new MetricRecorder(prometheus);
        this.sdk = isOn ? Optional.of(sdk(environment, spansPerSecond)) : Optional.empty();
        this.openTelemetry = sdk.map(OpenTelemetry.class::cast).orElse(OpenTelemetry.noop());
        this.tracer = openTelemetry.getTracer(SCOPE, ProgramVersion.current());
        this.traced = isOn && environment.exporter("TRACES").equals("otlp");
        this.logs =
                isOn && environment.exporter("LOGS").equals("otlp")
                        ? Optional.of(new OpenTelemetryLogHandler(openTelemetry.getLogsBridge()))
                        : Optional.empty();
    }

    /** Returns telemetry that collects metrics and exports nothing. */
    public static Telemetry local() {
        return new Telemetry(new TelemetryEnvironment(Map.of()), false, 0);
    }

    /**
     * Starts telemetry with the settings from environment variables. If a variable is invalid, logs
     * a warning and exports nothing.
     *
     * @throws TelemetryException if a variable is invalid and the options require valid settings
     */
    public static Telemetry start(TelemetryEnvironment environment, TelemetryOptions options) {
        List<String> problems = environment.isEnabled() ? environment.problems() : List.of();
        if (!problems.isEmpty()) {
            String line = "telemetry cannot be sent: " + String.join("; ", problems);
            if (options.strict()) {
                throw new TelemetryException(line);
            }
            System.getLogger("io.odonym.telemetry").log(System.Logger.Level.WARNING, line);
        }
        boolean isOn = environment.isEnabled() && problems.isEmpty();
        return new Telemetry(environment, isOn, options.spansPerSecond());
    }

    private OpenTelemetrySdk sdk(TelemetryEnvironment environment, int spansPerSecond) {
        TelemetryExportMonitor spans = new TelemetryExportMonitor("traces", meters);
        TelemetryExportMonitor metrics = new TelemetryExportMonitor("metrics", meters);
        TelemetryExportMonitor lines = new TelemetryExportMonitor("logs", meters);
        return AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(environment::properties)
                // The SDK also reads the process environment. These properties override it.
                .addPropertiesCustomizer(_ -> environment.properties())
                .addResourceCustomizer((found, _) -> resource(found, environment))
                .addSamplerCustomizer((sampler, _) -> rateLimited(sampler, spansPerSecond))
                .addSpanExporterCustomizer(
                        (exporter, _) -> new MonitoredExporters.Spans(exporter, spans))
                .addMetricExporterCustomizer(
                        (exporter, _) -> new MonitoredExporters.Metrics(exporter, metrics))
                .addMeterProviderCustomizer(
                        (builder, _) ->
                                builder.registerMetricProducer(
                                        new OtlpMetricProducer(prometheus.getPrometheusRegistry())))
                .addLogRecordExporterCustomizer(
                        (exporter, _) -> new MonitoredExporters.Logs(exporter, lines))
                .build()
                .getOpenTelemetrySdk();
    }

    private Sampler rateLimited(Sampler sampler, int spansPerSecond) {
        return spansPerSecond == 0
                ? sampler
                : new RateLimitingSampler(
                        sampler,
                        spansPerSecond,
                        System::nanoTime,
                        () -> meters.count(Metric.TRACES_DROPPED));
    }

    private static Resource resource(Resource found, TelemetryEnvironment environment) {
        AttributesBuilder attributes = found.getAttributes().toBuilder();
        if (found.getAttribute(AttributeKey.stringKey("service.version")) == null) {
            attributes.put("service.version", ProgramVersion.current());
        }
        environment.resource().forEach(attributes::put);
        return Resource.create(attributes.build());
    }

    /** Starts exporting log records if OTEL_LOGS_EXPORTER enables it. */
    public void exportLogs() {
        logs.ifPresent(Logger.getLogger("")::addHandler);
    }

    /** Returns whether traces are exported. */
    public boolean isTraced() {
        return traced;
    }

    /** Returns the tracer, which creates spans. */
    public Tracer tracer() {
        return tracer;
    }

    /** Returns the OpenTelemetry instance, which contains the context propagators. */
    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** Returns the recorder of metrics. */
    public MetricRecorder meters() {
        return meters;
    }

    /** Returns the registry to which Micrometer binders add their metrics. */
    MeterRegistry registry() {
        return prometheus;
    }

    /** Converts a value of {@link System#nanoTime} to nanoseconds since 1970. */
    public long sinceEpoch(long nanoTime) {
        return clock.sinceEpoch(nanoTime);
    }

    /**
     * Returns all metrics in a Prometheus format.
     *
     * @param accept the value of the Accept header. If it contains the media type of OpenMetrics,
     *     the format is OpenMetrics with exemplars; otherwise it is the text format 0.0.4.
     */
    public Exposition exposition(String accept) {
        String type =
                accept.contains("application/openmetrics-text")
                        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                        : "text/plain; version=0.0.4; charset=utf-8";
        return waiting.computeIfAbsent(
                        type, _ -> CompletableFuture.supplyAsync(() -> scrape(type), formatting))
                .join();
    }

    private Exposition scrape(String type) {
        waiting.remove(type);
        return new Exposition(type, prometheus.scrape(type));
    }

    /** The formatted metrics and their media type. */
    public record Exposition(String contentType, String text) {}

    /**
     * Records the durations of a request's phases. If the current span is recorded, also creates a
     * span for each phase.
     */
    public void recordPhases(PhaseRecorder phases) {
        for (int i = 0; i < phases.size(); i++) {
            meters.recordPhase(phases.title(i), phases.nanoseconds(i));
        }
        if (traced && Span.current().isRecording()) {
            Context[] contexts = new Context[phases.size()];
            for (int i = 0; i < phases.size(); i++) {
                int parent = phases.parent(i);
                Context parentContext =
                        parent == PhaseRecorder.NO_PARENT ? Context.current() : contexts[parent];
                SpanBuilder span =
                        tracer.spanBuilder(phases.title(i))
                                .setParent(parentContext)
                                .setStartTimestamp(
                                        sinceEpoch(phases.start(i)), TimeUnit.NANOSECONDS);
                if (phases.candidates(i) != PhaseRecorder.NOT_COUNTED) {
                    span.setAttribute(CANDIDATES, (long) phases.candidates(i));
                }
                Span started = span.startSpan();
                contexts[i] = parentContext.with(started);
                started.end(
                        sinceEpoch(phases.start(i) + phases.nanoseconds(i)), TimeUnit.NANOSECONDS);
            }
        }
    }

    /**
     * Records a completed phase that ran on another thread. Creates a span if the parent span is
     * recorded.
     *
     * @param parent the context of the parent span
     * @param start the start time, a value of {@link System#nanoTime}
     * @param end the end time, a value of {@link System#nanoTime}
     * @param count the number of rows that the phase processed
     */
    public void recordPhase(RequestPhase phase, Context parent, long start, long end, long count) {
        meters.recordPhase(phase.title(), end - start);
        if (traced && Span.fromContext(parent).isRecording()) {
            tracer.spanBuilder(phase.title())
                    .setParent(parent)
                    .setStartTimestamp(sinceEpoch(start), TimeUnit.NANOSECONDS)
                    .setAttribute(ROWS, count)
                    .startSpan()
                    .end(sinceEpoch(end), TimeUnit.NANOSECONDS);
        }
    }

    /** Exports the remaining data. Waits at most 5 seconds. */
    @Override
    public void close() {
        logs.ifPresent(Logger.getLogger("")::removeHandler);
        sdk.ifPresent(running -> running.shutdown().join(MAX_SHUTDOWN_SECONDS, TimeUnit.SECONDS));
        prometheus.close();
        formatting.shutdown();
    }
}
