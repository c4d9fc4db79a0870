package io.odonym.telemetry;

import java.time.Instant;

/**
 * Converts values of {@link System#nanoTime} to nanoseconds since 1970, by adding an offset. The
 * spans of a request use the same offset, so that their times nest exactly. The offset is measured
 * again every 10 seconds, because the two clocks drift and the wall clock can be adjusted.
 * Thread-safe.
 */
final class EpochClock {

    private static final long REFRESH_NANOSECONDS = 10_000_000_000L;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    private record Offset(long nanoseconds, long measuredAt) {

        static Offset now() {
            Instant now = Instant.now();
            long reading = System.nanoTime();
            return new Offset(
                    now.getEpochSecond() * NANOSECONDS_PER_SECOND + now.getNano() - reading,
                    reading);
        }
    }

    private volatile Offset offset = Offset.now();

    /** Converts a value of {@link System#nanoTime} to nanoseconds since 1970. */
    long sinceEpoch(long nanoTime) {
        Offset current = offset;
        if (nanoTime - current.measuredAt() > REFRESH_NANOSECONDS) {
            current = Offset.now();
            offset = current;
        }
        return nanoTime + current.nanoseconds();
    }
}
