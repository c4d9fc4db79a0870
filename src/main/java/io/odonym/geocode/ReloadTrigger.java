package io.odonym.geocode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Swaps the index that is searched for what its folder holds now. */
public interface ReloadTrigger {

    /** Of an index that cannot be swapped. */
    ReloadTrigger NEVER =
            new ReloadTrigger() {
                @Override
                public ReloadResult reload(String asker) {
                    return new ReloadResult(
                            Instant.now(), false, "this index cannot be swapped", Duration.ZERO);
                }

                @Override
                public Optional<ReloadResult> last() {
                    return Optional.empty();
                }
            };

    /**
     * Opens, checks and tries the index in the folder, and swaps it in; where it is unfit, nothing
     * changes. One at a time: others wait.
     *
     * @param asker who wants it, for the log
     */
    ReloadResult reload(String asker);

    /** What became of the last attempt, where there was one. */
    Optional<ReloadResult> last();
}
