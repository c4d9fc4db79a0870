package io.odonym.configuration;

import java.time.Duration;
import java.util.Objects;

/**
 * When requests are refused rather than made to wait.
 *
 * @param delay how long requests may have to wait for a processor before some of them are refused;
 *     zero to refuse none
 * @param queue how many may wait, however long
 * @param files how many files may be worked on at once
 * @param fileWait how long another file may wait for its turn
 */
public record OverloadOptions(Duration delay, int queue, int files, Duration fileWait) {

    public OverloadOptions {
        Objects.requireNonNull(delay);
        Objects.requireNonNull(fileWait);
        if (delay.isNegative() || queue < 0 || files < 1 || fileWait.isNegative()) {
            throw new ConfigurationException(
                    "overload-delay, overload-queue and csv-wait must not be below 0, csv-files has"
                            + " to be above 0");
        }
    }
}
