package io.odonym.http;

import io.odonym.configuration.Overload;
import io.odonym.telemetry.Meters;
import io.odonym.telemetry.Metric;

import jdk.management.VirtualThreadSchedulerMXBean;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Refuses requests when more come than can be answered, so that those it lets in are answered in
 * time.
 *
 * <p>Every connection is a virtual thread, and the queue of requests is that of the virtual threads
 * that are ready to run. How long it is in time, a probe tells: a virtual thread that does nothing
 * but look at the clock when its turn comes. Where the wait stays over the target for longer than a
 * burst takes (the idea of CoDel, RFC 8289), and many wait (a machine that others keep busy makes a
 * few wait long too, and refusing these would help nobody), the share of the processors that
 * searches may have is lowered step by step; the rest is for refusing the others quickly. It rises
 * again as the wait falls. The share is the concurrency limit: so many searches at once, on
 * average.
 *
 * <p>While all is well a request costs one look at the clock and, two hundred times a second, a
 * probe. The counters are shared between cores under overload only.
 */
final class Admission {

    private static final long PROBE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(5);

    /** RFC 8289's interval: a queue that lasts longer than this is no burst. */
    private static final long BURST_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final double LOWERED = 0.9;
    private static final double RAISED = 0.02;

    /**
     * Searches never get less, whatever is thrown at the server; a refusal costs a fifth to a third
     * of a search, so the rest is enough to refuse many times as many.
     */
    private static final double LEAST_SHARE = 0.4;

    /** Unused time that may be saved up, so that an idle moment is no licence for a flood. */
    private static final long MOST_SAVED = TimeUnit.MILLISECONDS.toNanos(5);

    private final long target;
    private final int queue;
    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Semaphore files;
    private final Semaphore uploads;
    private final long fileWait;
    private final Meters meters;

    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile long probed = System.nanoTime();
    private volatile long wait;
    private volatile double share = 1;
    private long overSince;
    private boolean over;

    /** Processor time that searches may still take, in nanoseconds. */
    private final AtomicLong budget = new AtomicLong();

    private final AtomicLong refilled = new AtomicLong(System.nanoTime());

    Admission(Overload options, int uploads, Meters meters) {
        this.target = options.delay().toNanos();
        this.queue = options.queue();
        this.files = new Semaphore(options.files(), true);
        this.uploads = new Semaphore(uploads);
        this.fileWait = options.fileWait().toNanos();
        this.meters = meters;
        for (String reason : new String[] {"time", "overload", "files"}) {
            meters.count(Metric.SHED_REQUESTS, reason, "", "", 0);
        }
        meters.gauge(Metric.ADMISSION_SHARE, () -> share);
        meters.gauge(Metric.ADMISSION_WAIT, () -> wait / 1e9);
    }

    /**
     * Lets a request in.
     *
     * @param now the clock, in nanoseconds
     * @throws HttpProblem 503, where there are too many
     */
    void enter(long now) {
        if (target == 0) {
            return;
        }
        if (now - probed > PROBE_NANOSECONDS && probing.compareAndSet(false, true)) {
            probed = now;
            Thread.startVirtualThread(() -> probed(now));
        }
        if (share < 1 && !isInBudget(now)) {
            meters.count(Metric.SHED_REQUESTS, "overload", "", "", 1);
            throw HttpProblem.overloaded();
        }
    }

    /** The turn of a probe has come; one at a time. */
    private void probed(long started) {
        long now = System.nanoTime();
        wait = now - started;
        if (wait <= target || scheduler.getQueuedVirtualThreadCount() < queue) {
            over = false;
            share = Math.min(1, share + RAISED);
        } else if (!over) {
            over = true;
            overSince = started;
        } else if (now - overSince > BURST_NANOSECONDS) {
            share = Math.max(LEAST_SHARE, share * LOWERED);
        }
        probing.set(false);
    }

    private boolean isInBudget(long now) {
        long last = refilled.get();
        if (now > last && refilled.compareAndSet(last, now)) {
            long more = (long) (Math.min(now - last, MOST_SAVED) * processors * share);
            budget.updateAndGet(left -> Math.min(MOST_SAVED * processors, left + more));
        }
        return budget.get() > 0;
    }

    /** A request that was let in took so long of a processor. */
    void charge(long nanoseconds) {
        if (share < 1) {
            budget.addAndGet(-nanoseconds);
        }
    }

    /** The turn of a file, until it is closed. */
    interface FileTurn extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Lets an upload be stored, until it is closed.
     *
     * @throws HttpProblem 503, where there are too many
     */
    FileTurn upload() {
        if (!uploads.tryAcquire()) {
            meters.count(Metric.SHED_REQUESTS, "files", "", "", 1);
            throw HttpProblem.overloaded();
        }
        return uploads::release;
    }

    /**
     * Waits for the turn of a file.
     *
     * @throws HttpProblem 503, where it does not come in time
     */
    FileTurn file() {
        try {
            if (!files.tryAcquire(fileWait, TimeUnit.NANOSECONDS)) {
                meters.count(Metric.SHED_REQUESTS, "files", "", "", 1);
                throw HttpProblem.overloaded();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw HttpProblem.overloaded();
        }
        return files::release;
    }
}
