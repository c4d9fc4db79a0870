package io.odonym.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Watches how one signal leaves, and says so when that changes: one line when the collector cannot
 * be reached any more, one when it can again. The exporters' own log, a line a batch, is off.
 */
final class ExportMonitor {

    private static final System.Logger LOG = System.getLogger("io.odonym.telemetry");

    private final String signal;
    private final MetricRecorder meters;
    private final AtomicBoolean failing = new AtomicBoolean();

    ExportMonitor(String signal, MetricRecorder meters) {
        this.signal = signal;
        this.meters = meters;
    }

    /** Looks at the end of one batch. */
    CompletableResultCode watch(CompletableResultCode batch) {
        return batch.whenComplete(() -> ended(batch));
    }

    private void ended(CompletableResultCode batch) {
        boolean failed = !batch.isSuccess();
        meters.count(Metric.EXPORTS, signal, failed ? "failure" : "success", "", 1);
        if (failing.compareAndSet(!failed, failed)) {
            LOG.log(
                    Level.WARNING,
                    failed
                            ? signal + " cannot be sent to the collector" + reason(batch)
                            : signal + " are sent to the collector again");
        }
    }

    private static String reason(CompletableResultCode batch) {
        Throwable why = batch.getFailureThrowable();
        return why == null
                ? ""
                : ": " + (why.getMessage() == null ? why.toString() : why.getMessage());
    }
}
