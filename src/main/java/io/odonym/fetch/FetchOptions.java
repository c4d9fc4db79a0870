package io.odonym.fetch;

import java.time.Duration;

/**
 * The limits of a download. Immutable.
 *
 * @param parallel the maximum number of files that are downloaded at the same time, at least 1
 * @param retries the maximum number of repeated requests for a file without progress, at least 0
 * @param stallTimeout the time without any data after which a transfer counts as interrupted
 * @param firstDelay the delay before the first repeated request; it doubles each time
 * @param acceptsShrinkage whether a new version may have lost more than a tenth of its content
 */
public record FetchOptions(
        int parallel,
        int retries,
        Duration stallTimeout,
        Duration firstDelay,
        boolean acceptsShrinkage) {

    /** The default number of parallel downloads. */
    public static final int DEFAULT_PARALLEL = 4;

    /** The default number of repeated requests. */
    public static final int DEFAULT_RETRIES = 6;

    /** The default time without data after which a transfer counts as interrupted. */
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

    /** The default delay before the first repeated request. */
    public static final Duration DEFAULT_FIRST_DELAY = Duration.ofSeconds(1);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FetchOptions {
        if (parallel < 1) {
            throw new IllegalArgumentException("--parallel " + parallel + " is below 1");
        }
        if (retries < 0) {
            throw new IllegalArgumentException("--retries " + retries + " is below 0");
        }
    }
}
