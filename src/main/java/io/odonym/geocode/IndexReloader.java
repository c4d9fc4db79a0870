package io.odonym.geocode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Replaces the current index with the index that its folder contains now. Implementations are
 * thread-safe.
 *
 * @see BackgroundIndexReloader
 */
public interface IndexReloader {

    /** A reloader for servers whose index cannot be replaced. Every reload fails. */
    IndexReloader UNSUPPORTED =
            new IndexReloader() {
                @Override
                public ReloadResult reload(String requester) {
                    return new ReloadResult(
                            Instant.now(),
                            false,
                            "this server cannot reload its index",
                            Duration.ZERO);
                }

                @Override
                public Optional<ReloadResult> lastResult() {
                    return Optional.empty();
                }
            };

    /**
     * Opens, verifies and swaps in the index of the folder. If the index cannot be used, the
     * current index stays in use. Returns when the reload has ended. Concurrent reloads run one at
     * a time.
     *
     * @param requester who requested the reload, for the log
     */
    ReloadResult reload(String requester);

    /** Returns the result of the last reload; empty if there was none. */
    Optional<ReloadResult> lastResult();
}
