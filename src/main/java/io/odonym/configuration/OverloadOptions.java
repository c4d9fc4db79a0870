package io.odonym.configuration;

import java.time.Duration;
import java.util.Objects;

/**
 * Options that determine when requests are rejected instead of queued.
 *
 * @param delay acceptable queueing delay; if it is exceeded, some requests are rejected; zero
 *     disables rejection
 * @param queue maximum number of queued requests, regardless of their delay
 * @param files maximum number of CSV files processed at the same time
 * @param fileWait maximum time that any further CSV file waits before it is rejected
 */
public record OverloadOptions(Duration delay, int queue, int files, Duration fileWait) {

    public OverloadOptions {
        Objects.requireNonNull(delay);
        Objects.requireNonNull(fileWait);
        if (delay.isNegative() || queue < 0 || files < 1 || fileWait.isNegative()) {
            throw new ConfigurationException(
                    "overload-delay, overload-queue and csv-wait must be at least 0, and"
                            + " csv-files must be above 0");
        }
    }

    static OverloadOptions of(ConfigurationValues values) {
        return new OverloadOptions(
                values.milliseconds(ConfigurationKey.OVERLOAD_DELAY),
                values.integer(ConfigurationKey.OVERLOAD_QUEUE),
                values.integer(ConfigurationKey.CSV_FILES),
                values.milliseconds(ConfigurationKey.CSV_WAIT));
    }
}
