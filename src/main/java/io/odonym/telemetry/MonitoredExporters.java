package io.odonym.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import java.util.Collection;

/**
 * Wraps the SDK's exporters, so that a {@link TelemetryExportMonitor} observes the result of each
 * batch.
 */
final class MonitoredExporters {

    private MonitoredExporters() {}

    /** Exports spans. */
    record Spans(SpanExporter exporter, TelemetryExportMonitor monitor) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            return monitor.observe(exporter.export(batch));
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }

    /** Exports metrics. */
    record Metrics(MetricExporter exporter, TelemetryExportMonitor monitor)
            implements MetricExporter {

        @Override
        public CompletableResultCode export(Collection<MetricData> batch) {
            return monitor.observe(exporter.export(batch));
        }

        @Override
        public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
            return exporter.getAggregationTemporality(instrument);
        }

        @Override
        public Aggregation getDefaultAggregation(InstrumentType instrument) {
            return exporter.getDefaultAggregation(instrument);
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }

    /** Exports log records. */
    record Logs(LogRecordExporter exporter, TelemetryExportMonitor monitor)
            implements LogRecordExporter {

        @Override
        public CompletableResultCode export(Collection<LogRecordData> batch) {
            return monitor.observe(exporter.export(batch));
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
