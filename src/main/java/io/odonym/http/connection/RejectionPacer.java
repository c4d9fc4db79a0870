package io.odonym.http.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Limits the rate of responses to rejected requests, so that clients that repeat rejected requests
 * immediately do not keep the processors busy. Thread-safe.
 *
 * <p>The generic cell rate algorithm assigns each rejection a time: at least a fixed interval after
 * the time of the previous rejection, but never earlier than the current time minus {@link
 * #BURST_NANOS}. The thread of the connection parks until then, so no thread or task is created.
 * The number of delayed rejections is bounded by the number of connections. The delay itself is
 * also bounded: if more connections wait than the rate allows within {@link #MAX_DELAY_NANOS}, the
 * rate increases.
 */
final class RejectionPacer {

    /**
     * The maximum delay of a rejection; it equals {@code Retry-After}, before which a client should
     * not repeat its request.
     */
    static final long MAX_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The rejections of this period are sent without a delay. */
    static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final long intervalNanos;
    private final AtomicLong latest;

    /**
     * Creates a pacer.
     *
     * @param rate the maximum number of rejections per second
     * @param now the current time, from {@link System#nanoTime}
     */
    RejectionPacer(long rate, long now) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate;
        this.latest = new AtomicLong(now - BURST_NANOS);
    }

    /** Parks the current thread until it may send a rejection, or until it is interrupted. */
    void parkBeforeRejection() {
        long now = System.nanoTime();
        long end = now + delay(now);
        // A thread may wake up early.
        for (long left = end - now;
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /**
     * Assigns a time to a rejection.
     *
     * @param now the current time, from {@link System#nanoTime}
     * @return the delay until then, in nanoseconds; 0 or less if the rejection may be sent at once
     */
    long delay(long now) {
        while (true) {
            long previous = latest.get();
            long delay = Math.clamp(previous + intervalNanos - now, -BURST_NANOS, MAX_DELAY_NANOS);
            if (latest.compareAndSet(previous, now + delay)) {
                return delay;
            }
        }
    }
}
