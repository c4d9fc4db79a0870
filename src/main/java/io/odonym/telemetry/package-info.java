/**
 * What the program tells of its own work.
 *
 * <p>The tour: a search walks through {@link io.odonym.telemetry.Phase phases} and notes them in
 * {@link io.odonym.telemetry.PhaseRecorder}, which costs two readings of the clock each. When the
 * answer is ready, {@link io.odonym.telemetry.Telemetry} makes everything of these notes at once:
 * the histogram by phase, and, where the request's own span is recorded, a child span for each.
 * Metrics are described in {@link io.odonym.telemetry.Metric}, recorded by {@link
 * io.odonym.telemetry.MetricRecorder}, and leave by {@code /metrics} and by OTLP. {@link
 * io.odonym.telemetry.TelemetryEnvironment} reads the {@code OTEL_} variables before the SDK does,
 * so that a mistake in them is one clear line and no failed start.
 */
package io.odonym.telemetry;
