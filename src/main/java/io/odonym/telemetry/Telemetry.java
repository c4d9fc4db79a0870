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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Traces, metrics and logs of one running program: metrics always, the rest where the environment
 * asks for it.
 */
public final class Telemetry implements AutoCloseable {

    private static final String SCOPE = "io.odonym";
    private static final AttributeKey<Long> CANDIDATES = AttributeKey.longKey("geocode.candidates");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("csv.rows");
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final OpenTelemetry openTelemetry;
    private final Optional<OpenTelemetrySdk> sdk;
    private final Tracer tracer;
    private final PrometheusMeterRegistry prometheus;
    private final MetricRecorder meters;
    private final boolean traced;
    private final EpochClock clock = new EpochClock();
    private final Optional<OpenTelemetryLogHandler> logs;

    /**
     * Writes the metrics out. On the virtual thread of a request it would keep searches from their
     * processor for milliseconds; and Java's BufferedWriter begins so small there that nearly every
     * word of the metrics makes it grow, which left 7 MB of garbage behind every scrape.
     */
    private final ExecutorService writing =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("odonym-metrics").factory());

    private Telemetry(TelemetryEnvironment environment, boolean isOn, int spansPerSecond) {
        this.prometheus =
                new PrometheusMeterRegistry(
                        new OpenMetricsExemplarFilter(),
                        new PrometheusRegistry(),
                        Clock.SYSTEM,
                        new ExemplarSpanContext());
        // Two of the processor's names are against Prometheus's own rules (promtool check metrics).
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

    /** Metrics alone; nothing is sent anywhere. */
    public static Telemetry local() {
        return new Telemetry(new TelemetryEnvironment(Map.of()), false, 0);
    }

    /**
     * As the environment has it.
     *
     * @param options whether a mistake in the environment is an error, else it is a line of the
     *     log, and nothing is sent; and how many spans a second there may be
     * @throws TelemetryException where it is one
     */
    public static Telemetry start(TelemetryEnvironment environment, TelemetryOptions options) {
        List<String> problems = environment.isWanted() ? environment.problems() : List.of();
        if (!problems.isEmpty()) {
            String line = "telemetry cannot be sent: " + String.join("; ", problems);
            if (options.strict()) {
                throw new TelemetryException(line);
            }
            System.getLogger("io.odonym.telemetry").log(System.Logger.Level.WARNING, line);
        }
        boolean isOn = environment.isWanted() && problems.isEmpty();
        return new Telemetry(environment, isOn, options.spansPerSecond());
    }

    private OpenTelemetrySdk sdk(TelemetryEnvironment environment, int spansPerSecond) {
        ExportMonitor spans = new ExportMonitor("traces", meters);
        ExportMonitor metrics = new ExportMonitor("metrics", meters);
        ExportMonitor lines = new ExportMonitor("logs", meters);
        return AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(environment::properties)
                // Above the process's own environment, which the SDK would read again.
                .addPropertiesCustomizer(_ -> environment.properties())
                .addResourceCustomizer((found, _) -> resource(found, environment))
                .addSamplerCustomizer((sampler, _) -> withinBudget(sampler, spansPerSecond))
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

    private Sampler withinBudget(Sampler sampler, int spansPerSecond) {
        return spansPerSecond == 0
                ? sampler
                : new RateLimitingSampler(
                        sampler,
                        spansPerSecond,
                        System::nanoTime,
                        () -> meters.count(Metric.TRACES_DROPPED, "", "", "", 1));
    }

    private static Resource resource(Resource found, TelemetryEnvironment environment) {
        AttributesBuilder attributes = found.getAttributes().toBuilder();
        if (found.getAttribute(AttributeKey.stringKey("service.version")) == null) {
            attributes.put("service.version", ProgramVersion.current());
        }
        environment.resource().forEach(attributes::put);
        return Resource.create(attributes.build());
    }

    /** From here on sends the lines of the log too, where that is asked for. */
    public void exportLogs() {
        logs.ifPresent(Logger.getLogger("")::addHandler);
    }

    /** Whether requests have spans at all. */
    public boolean isTraced() {
        return traced;
    }

    /** Where spans come from. */
    public Tracer tracer() {
        return tracer;
    }

    /** How contexts travel. */
    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** Where metrics are recorded. */
    public MetricRecorder meters() {
        return meters;
    }

    /** Where libraries of metrics register theirs. */
    MeterRegistry registry() {
        return prometheus;
    }

    /** Nanoseconds since 1970 of a reading of {@link System#nanoTime}. */
    public long sinceEpoch(long nanoTime) {
        return clock.sinceEpoch(nanoTime);
    }

    /**
     * All metrics, as Prometheus reads them.
     *
     * @param accept the media types that the reader takes: OpenMetrics, with exemplars, where it
     *     names that, else the older text
     */
    public Exposition exposition(String accept) {
        String type =
                accept.contains("application/openmetrics-text")
                        ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                        : "text/plain; version=0.0.4; charset=utf-8";
        return CompletableFuture.supplyAsync(
                        () -> new Exposition(type, prometheus.scrape(type)), writing)
                .join();
    }

    /** Metrics and their media type. */
    public record Exposition(String contentType, String text) {}

    /** Makes the histogram, and spans where the current span is recorded, of a request's phases. */
    public void finished(PhaseRecorder phases) {
        for (int i = 0; i < phases.size(); i++) {
            meters.phase(phases.title(i), phases.nanoseconds(i));
        }
        if (traced && Span.current().isRecording()) {
            Context[] contexts = new Context[phases.size()];
            for (int i = 0; i < phases.size(); i++) {
                int parent = phases.parent(i);
                Context within = parent < 0 ? Context.current() : contexts[parent];
                SpanBuilder span =
                        tracer.spanBuilder(phases.title(i))
                                .setParent(within)
                                .setStartTimestamp(
                                        sinceEpoch(phases.start(i)), TimeUnit.NANOSECONDS);
                if (phases.candidates(i) != PhaseRecorder.NOT_COUNTED) {
                    span.setAttribute(CANDIDATES, (long) phases.candidates(i));
                }
                Span begun = span.startSpan();
                contexts[i] = within.with(begun);
                begun.end(
                        sinceEpoch(phases.start(i) + phases.nanoseconds(i)), TimeUnit.NANOSECONDS);
            }
        }
    }

    /**
     * Makes a span of a phase that is over and ran on a thread of its own.
     *
     * @param within what it belongs to
     * @param count how many things were worked on
     */
    public void finished(Phase phase, Context within, long start, long end, long count) {
        meters.phase(phase.title(), end - start);
        if (traced && Span.fromContext(within).isRecording()) {
            tracer.spanBuilder(phase.title())
                    .setParent(within)
                    .setStartTimestamp(sinceEpoch(start), TimeUnit.NANOSECONDS)
                    .setAttribute(ROWS, count)
                    .startSpan()
                    .end(sinceEpoch(end), TimeUnit.NANOSECONDS);
        }
    }

    /** Sends what is left, for some seconds at most. */
    @Override
    public void close() {
        logs.ifPresent(Logger.getLogger("")::removeHandler);
        sdk.ifPresent(running -> running.shutdown().join(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
        prometheus.close();
        writing.shutdown();
    }
}
