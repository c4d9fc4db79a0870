package io.odonym.http;

import io.odonym.configuration.Overload;
import io.odonym.telemetry.Meters;
import io.odonym.telemetry.Metric;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets in so many files at once: those that are being stored, which take descriptors, and those
 * that are being geocoded, which take processors for minutes. What is let in at each moment is the
 * business of {@link Admission}.
 */
final class FileTurns {

    private final Semaphore uploads;
    private final Semaphore files;
    private final long wait;
    private final Meters meters;

    /**
     * Counts what is refused.
     *
     * @param options how many files are geocoded at once, and how long others wait
     * @param uploads how many are stored at once
     */
    FileTurns(Overload options, int uploads, Meters meters) {
        this.uploads = new Semaphore(uploads);
        this.files = new Semaphore(options.files(), true);
        this.wait = options.fileWait().toNanos();
        this.meters = meters;
        meters.count(Metric.SHED_REQUESTS, "files", "", "", 0);
    }

    /**
     * Lets a file be stored, until its turn is closed.
     *
     * @throws HttpProblem 503, where there are too many
     */
    Turn upload() {
        if (!uploads.tryAcquire()) {
            throw refused();
        }
        return uploads::release;
    }

    /**
     * Waits until a file may be geocoded.
     *
     * @throws HttpProblem 503, where its turn does not come in time
     */
    Turn file() {
        try {
            if (!files.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
                throw refused();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw HttpProblem.overloaded();
        }
        return files::release;
    }

    private HttpProblem refused() {
        meters.count(Metric.SHED_REQUESTS, "files", "", "", 1);
        return HttpProblem.overloaded();
    }
}
