package io.odonym.geocode;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The result of reloading an index.
 *
 * @param finishedAt when the reload ended
 * @param swapped whether the new index is in use; if not, the previous index stays in use
 * @param message a one-line description of the new index, or of the reason for the failure
 * @param duration how long it took to open and verify the index
 */
public record ReloadResult(Instant finishedAt, boolean swapped, String message, Duration duration) {

    public ReloadResult {
        Objects.requireNonNull(finishedAt);
        Objects.requireNonNull(message);
        Objects.requireNonNull(duration);
    }
}
