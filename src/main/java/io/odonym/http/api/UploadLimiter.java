package io.odonym.http.api;

import io.odonym.configuration.OverloadOptions;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.Permit;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricRecorder;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets in so many files at once: those that are being stored, which take descriptors, and those
 * that are being geocoded, which take processors for minutes. What is let in at each moment is the
 * business of {@link AdmissionControl}.
 */
public final class UploadLimiter {

    private final Semaphore uploads;
    private final Semaphore files;
    private final long wait;
    private final MetricRecorder meters;

    /**
     * Counts what is refused.
     *
     * @param options how many files are geocoded at once, and how long others wait
     * @param uploads how many are stored at once
     */
    public UploadLimiter(OverloadOptions options, int uploads, MetricRecorder meters) {
        this.uploads = new Semaphore(uploads);
        this.files = new Semaphore(options.files(), true);
        this.wait = options.fileWait().toNanos();
        this.meters = meters;
        meters.count(Metric.SHED_REQUESTS, "files", "", "", 0);
    }

    /**
     * Lets a file be stored, until its turn is closed.
     *
     * @throws HttpErrorException 503, where there are too many
     */
    Permit upload() {
        if (!uploads.tryAcquire()) {
            throw refused();
        }
        return uploads::release;
    }

    /**
     * Waits until a file may be geocoded.
     *
     * @throws HttpErrorException 503, where its turn does not come in time
     */
    Permit file() {
        try {
            if (!files.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
                throw refused();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw HttpErrorException.overloaded();
        }
        return files::release;
    }

    private HttpErrorException refused() {
        meters.count(Metric.SHED_REQUESTS, "files", "", "", 1);
        return HttpErrorException.overloaded();
    }
}
