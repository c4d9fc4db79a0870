package io.odonym.http.exchange;

import io.odonym.configuration.OverloadOptions;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.Permit;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the number of uploaded files that are stored at the same time, because each file takes a
 * file descriptor. Also limits the number of files that are geocoded at the same time, because each
 * file occupies processors for minutes. {@link AdmissionControl} additionally limits the rate of
 * requests. Thread-safe.
 */
public final class UploadLimiter {

    private static final String REASON = "files";

    private final Semaphore uploads;
    private final Semaphore geocoding;
    private final long maxWaitNanos;
    private final MetricRecorder meters;

    /**
     * Creates a limiter.
     *
     * @param options the maximum number of files that are geocoded at the same time, and the
     *     maximum time that other files wait
     * @param maxUploads the maximum number of files that are stored at the same time
     * @param meters counts rejected files
     */
    public UploadLimiter(OverloadOptions options, int maxUploads, MetricRecorder meters) {
        this.uploads = new Semaphore(maxUploads);
        this.geocoding = new Semaphore(options.files(), true);
        this.maxWaitNanos = options.fileWait().toNanos();
        this.meters = meters;
        meters.count(Metric.SHED_REQUESTS, MetricLabels.of(MetricLabelName.REASON, REASON), 0);
    }

    /**
     * Acquires a permit to store a file. Does not wait.
     *
     * @throws HttpErrorException 503 if too many files are stored
     */
    public Permit acquireUpload() {
        if (!uploads.tryAcquire()) {
            throw rejected();
        }
        return uploads::release;
    }

    /**
     * Acquires a permit to geocode a file. Waits for up to the configured time. Waiting requests
     * are served first in, first out.
     *
     * @throws HttpErrorException 503 if no permit becomes available in time
     */
    public Permit acquireGeocoding() {
        try {
            if (!geocoding.tryAcquire(maxWaitNanos, TimeUnit.NANOSECONDS)) {
                throw rejected();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw HttpErrorException.overloaded();
        }
        return geocoding::release;
    }

    private HttpErrorException rejected() {
        meters.count(Metric.SHED_REQUESTS, MetricLabels.of(MetricLabelName.REASON, REASON), 1);
        return HttpErrorException.overloaded();
    }
}
