package io.odonym.geocode;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What became of an attempt to swap an index in.
 *
 * @param at when it ended
 * @param swapped whether the new index answers now; if not, the one before still does
 * @param words what happened, in one line
 * @param took how long it took to open and to try the index
 */
public record ReloadResult(Instant at, boolean swapped, String words, Duration took) {

    public ReloadResult {
        Objects.requireNonNull(at);
        Objects.requireNonNull(words);
        Objects.requireNonNull(took);
    }
}
