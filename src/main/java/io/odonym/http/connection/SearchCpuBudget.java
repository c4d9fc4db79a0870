package io.odonym.http.connection;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket of processor time for searches. The bucket is refilled with the elapsed time
 * multiplied by the number of processors and by the processor share that searches may use.
 * Thread-safe.
 */
final class SearchCpuBudget {

    /**
     * The capacity per processor. It limits the burst of searches that is admitted after an idle
     * period.
     */
    private static final long CAPACITY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final int processors;
    private final AtomicLong balance = new AtomicLong();
    private final AtomicLong lastRefill = new AtomicLong(System.nanoTime());

    SearchCpuBudget(int processors) {
        this.processors = processors;
    }

    /**
     * Refills the bucket and returns whether any processor time is left.
     *
     * @param now the current time, from {@link System#nanoTime}
     * @param share the share of the processors that searches may use, 0 to 1
     */
    boolean isAvailable(long now, double share) {
        long last = lastRefill.get();
        if (now > last && lastRefill.compareAndSet(last, now)) {
            long added = (long) (Math.min(now - last, CAPACITY_NANOS) * processors * share);
            balance.updateAndGet(left -> Math.min(CAPACITY_NANOS * processors, left + added));
        }
        return balance.get() > 0;
    }

    /**
     * Withdraws the processor time of a finished search. The remaining time may become negative.
     */
    void charge(long nanoseconds) {
        balance.addAndGet(-nanoseconds);
    }
}
