/**
 * Records traces, metrics and logs.
 *
 * <p>A search records its {@link io.odonym.telemetry.RequestPhase phases} in a {@link
 * io.odonym.telemetry.PhaseRecorder}, which reads the clock twice per phase. When the response is
 * complete, {@link io.odonym.telemetry.Telemetry} updates the histogram of phase durations and, if
 * the request's span is recorded, creates one child span per phase. {@link
 * io.odonym.telemetry.Metric} lists the metrics; {@link io.odonym.telemetry.MetricRecorder} records
 * them for {@code /metrics} and OTLP. {@link io.odonym.telemetry.TelemetryEnvironment} validates
 * the {@code OTEL_} variables before the SDK reads them. An invalid value therefore causes a clear
 * warning instead of a failed start.
 */
package io.odonym.telemetry;
