package io.odonym.telemetry;

import java.time.Instant;

/**
 * Turns readings of {@link System#nanoTime} into nanoseconds since 1970. One difference serves all
 * spans of a request, so that they nest exactly; it is measured again every few seconds, since the
 * two clocks drift and the wall's can be set.
 */
final class EpochClock {

    private static final long AGAIN_NANOSECONDS = 10_000_000_000L;
    private static final long NANOSECONDS_IN_A_SECOND = 1_000_000_000L;

    private record Difference(long nanoseconds, long measuredAt) {

        static Difference now() {
            Instant now = Instant.now();
            long reading = System.nanoTime();
            return new Difference(
                    now.getEpochSecond() * NANOSECONDS_IN_A_SECOND + now.getNano() - reading,
                    reading);
        }
    }

    private volatile Difference difference = Difference.now();

    long sinceEpoch(long nanoTime) {
        Difference known = difference;
        if (nanoTime - known.measuredAt() > AGAIN_NANOSECONDS) {
            known = Difference.now();
            difference = known;
        }
        return nanoTime + known.nanoseconds();
    }
}
