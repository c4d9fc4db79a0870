package io.odonym.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the exported batches of one signal (traces, metrics or logs). Logs a message when exports
 * start to fail and when they succeed again. The SDK's own log messages, one per batch, are
 * disabled. Thread-safe.
 */
final class TelemetryExportMonitor {

    private static final System.Logger LOG = System.getLogger("io.odonym.telemetry");

    private final String signal;
    private final MetricRecorder meters;
    private final AtomicBoolean failing = new AtomicBoolean();

    TelemetryExportMonitor(String signal, MetricRecorder meters) {
        this.signal = signal;
        this.meters = meters;
    }

    /** Registers a callback for the result of one batch, and returns the batch. */
    CompletableResultCode observe(CompletableResultCode batch) {
        return batch.whenComplete(() -> onResult(batch));
    }

    private void onResult(CompletableResultCode batch) {
        boolean failed = !batch.isSuccess();
        meters.count(
                Metric.EXPORTS,
                MetricLabels.of(MetricLabelName.SIGNAL, signal)
                        .and(MetricLabelName.OUTCOME, failed ? "failure" : "success"),
                1);
        if (failing.compareAndSet(!failed, failed)) {
            LOG.log(
                    Level.WARNING,
                    failed
                            ? signal + " cannot be sent to the collector" + reason(batch)
                            : signal + " are being sent to the collector again");
        }
    }

    private static String reason(CompletableResultCode batch) {
        Throwable cause = batch.getFailureThrowable();
        return cause == null
                ? ""
                : ": " + (cause.getMessage() == null ? cause.toString() : cause.getMessage());
    }
}
