package io.odonym.http.connection;

import io.odonym.configuration.OverloadOptions;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Rejects requests under overload so that the admitted requests are answered in time. Thread-safe.
 *
 * <p>Each connection is handled by its own virtual thread. The request queue of the server consists
 * of the virtual threads that are runnable or parked by the {@link ConnectionScheduler}. Probes
 * measure the queueing delay. A probe is a virtual thread that is scheduled like the thread of a
 * connection and only reads the clock. Probes are started by a platform thread: the JVM's scheduler
 * runs a thread that was started by a virtual thread before the threads in its external queue.
 *
 * <p>If the delay stays above the target for longer than a burst (the rule of CoDel, RFC 8289) and
 * the queue is long, the share of the processors that searches may use is lowered. The remaining
 * processor time is used to reject requests quickly. The condition on the queue length excludes
 * machines that are busy with other processes; there, rejecting requests would not reduce the
 * delay. The change of the share depends on the elapsed time, not on the number of probes, because
 * few probes return when the delay is long. For an overdue probe, the time since it was sent is
 * used as the delay. Within one second after an overload, bursts lower the share too.
 *
 * <p>The share limits searches in two ways: as a {@link SearchCpuBudget} over time, and as a limit
 * of concurrent searches, which is the share times the number of processors, rounded up. Without
 * the second limit, long searches could occupy all processors at once and delay all other requests.
 *
 * <p>Without overload, admitting a request costs one clock read and, at most two hundred times a
 * second, the start of a probe. The budget and the counter of searches, which all processors share,
 * are used only under overload. See {@code docs/design/admission.md} for measurements and rejected
 * variants.
 */
public final class AdmissionControl implements AutoCloseable {

    private static final MetricLabels OVERLOAD =
            MetricLabels.of(MetricLabelName.REASON, "overload");

    private static final long PROBE_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** The interval of CoDel (RFC 8289). A queue that persists for longer is not a burst. */
    private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /**
     * The time after an overload in which a new overload is recognized immediately; RFC 8289,
     * section 5.4, has a similar rule. An overload continues as long as the share is below 1 and
     * the number of connections that sent a request within this time is at least the queue limit.
     * The queue length is not sufficient: while most requests are rejected quickly, the queue is
     * short although all clients continue to send requests.
     */
    private static final long OVERLOAD_MEMORY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long COUNT_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /**
     * The time in which the processor share of searches falls to 1/e of its value under overload.
     */
    private static final double FALL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** The time in which the processor share of searches rises from 0 to 1 without overload. */
    private static final double RISE_NANOS = TimeUnit.SECONDS.toNanos(4);

    /**
     * The minimum queue length of an overload. A pause of the machine may cause a shorter queue.
     */
    private static final int MIN_QUEUE = 4;

    /**
     * The lower bound of the processor share of searches. It leaves enough processor time for
     * rejections: rejecting a request takes at most a fifth of the time of a search.
     */
    private static final double MIN_SHARE = 0.3;

    /** The maximum number of rejections per second for each processor. */
    private static final long REJECTIONS_PER_PROCESSOR = 500;

    /** Each new duration has a weight of 1 / AVERAGE_WEIGHT in the moving average. */
    private static final int AVERAGE_WEIGHT = 64;

    private final long targetNanos;
    private final int queueLimit;
    private final ConnectionScheduler scheduler;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final MetricRecorder meters;
    private final ActiveConnections activeConnections;

    private final AtomicBoolean probeInFlight = new AtomicBoolean();
    private final Thread prober =
            Thread.ofPlatform().daemon().name("admission").unstarted(this::sendProbes);
    private volatile long lastProbe = System.nanoTime();
    private volatile long lastUpdate = lastProbe;
    private volatile long lastOverload = lastProbe - OVERLOAD_MEMORY_NANOS;
    private volatile boolean closed;
    private volatile long delayNanos;
    private volatile double share = 1;
    private Optional<Long> aboveTargetSince = Optional.empty();

    private boolean manyActive;
    private long activeCountedAt = lastProbe - COUNT_INTERVAL_NANOS;

    /** The moving average of search durations, in nanoseconds. Racy updates are acceptable. */
    private volatile long averageNanos;

    private final SearchCpuBudget budget = new SearchCpuBudget(processors);

    /** The number of in-flight searches that were admitted under overload. */
    private final AtomicInteger limitedInFlight = new AtomicInteger();

    private final RejectionPacer pacer =
            new RejectionPacer(REJECTIONS_PER_PROCESSOR * processors, System.nanoTime());

    /** Counts the connections that have sent a request recently. */
    @FunctionalInterface
    public interface ActiveConnections {

        /**
         * Returns the number of connections that have sent a request.
         *
         * @param nanoseconds the maximum time since a connection sent its latest request
         */
        int count(long nanoseconds);
    }

    /**
     * Starts the thread that sends probes, and registers the metrics.
     *
     * @param options the target delay (0 admits all requests) and the queue limit
     * @param activeConnections counts recently active connections
     * @param scheduler parks the threads of connections; parked threads are part of the queue
     */
    public AdmissionControl(
            OverloadOptions options,
            MetricRecorder meters,
            ActiveConnections activeConnections,
            ConnectionScheduler scheduler) {
        this.scheduler = scheduler;
        this.targetNanos = options.delay().toNanos();
        this.queueLimit = options.queue();
        this.meters = meters;
        this.activeConnections = activeConnections;
        meters.count(Metric.SHED_REQUESTS, MetricLabels.of(MetricLabelName.REASON, "time"), 0);
        meters.count(Metric.SHED_REQUESTS, OVERLOAD, 0);
        prober.start();
        meters.gauge(Metric.ADMISSION_SHARE, () -> share);
        meters.gauge(Metric.ADMISSION_WAIT, () -> delayNanos / 1e9);
        meters.gauge(
                Metric.ASKING_CONNECTIONS, () -> activeConnections.count(OVERLOAD_MEMORY_NANOS));
    }

    /**
     * Admits or rejects a request that consists of many searches, such as a batch or a file. Its
     * searches run at low priority and are not charged.
     *
     * @param now the current time, from {@link System#nanoTime}
     * @return whether the request is admitted. No exception is thrown, because the server may
     *     reject ten times as many requests as it admits
     */
    public boolean tryAcquire(long now) {
        if (isOpen(now)) {
            return true;
        }
        meters.count(Metric.SHED_REQUESTS, OVERLOAD, 1);
        return false;
    }

    /**
     * Admits or rejects a single search. Under overload, the number of concurrent searches is
     * limited.
     *
     * @param now the current time, from {@link System#nanoTime}
     * @return the admitted search, which the caller must end; empty if the search is rejected
     */
    public Optional<AdmittedSearch> tryAcquireSearch(long now) {
        if (!tryAcquire(now)) {
            return Optional.empty();
        }
        double current = share;
        if (current == 1) {
            return Optional.of(new AdmittedSearch(this, now, false));
        }
        if (limitedInFlight.incrementAndGet() > Math.ceil(processors * current)) {
            limitedInFlight.decrementAndGet();
            meters.count(Metric.SHED_REQUESTS, OVERLOAD, 1);
            return Optional.empty();
        }
        return Optional.of(new AdmittedSearch(this, now, true));
    }

    /**
     * Parks the current thread before it sends a rejection if rejections are sent at a high rate.
     * Otherwise, clients that repeat rejected requests immediately would keep the processors busy.
     */
    public void delayRejection() {
        pacer.parkBeforeRejection();
    }

    private boolean isOpen(long now) {
        if (targetNanos == 0) {
            return true;
        }
        if (now - lastProbe > PROBE_INTERVAL_NANOS) {
            probe(now);
        }
        if (share < 1 && now - lastUpdate > OVERLOAD_MEMORY_NANOS) {
            reset(now);
        }
        return share == 1 || budget.isAvailable(now, share);
    }

    /**
     * Restores the full share after a period without requests. Without requests, no probes are
     * sent, and only probes raise the share.
     */
    private synchronized void reset(long now) {
        if (now - lastUpdate > OVERLOAD_MEMORY_NANOS) {
            lastUpdate = now;
            aboveTargetSince = Optional.empty();
            share = 1;
        }
    }

    /**
     * Sends a probe if none is in flight. If the probe in flight is overdue, updates the share with
     * the time since that probe was sent.
     */
    private void probe(long now) {
        boolean sent = probeInFlight.compareAndSet(false, true);
        if (sent) {
            lastProbe = now;
        }
        if (share == 1 && isFlood()) {
            update(now, now - BURST_NANOS, true);
        } else if (!sent
                && now - lastProbe > (isOverloadRecent(now) ? 2 * targetNanos : BURST_NANOS)
                && now - lastUpdate > PROBE_INTERVAL_NANOS) {
            update(now, lastProbe, false);
        }
        if (sent) {
            LockSupport.unpark(prober);
        }
    }

    /**
     * Estimates, without waiting for a probe, whether processing the queue takes longer than a
     * burst.
     */
    private boolean isFlood() {
        long queued = scheduler.countWaiting();
        return queued >= queueLimit && queued * averageNanos / processors > BURST_NANOS;
    }

    private void sendProbes() {
        while (!closed) {
            LockSupport.park(this);
            if (probeInFlight.get() && !closed) {
                long sent = System.nanoTime();
                Thread.startVirtualThread(
                        () -> {
                            scheduler.parkIfContended();
                            receiveProbe(sent);
                        });
            }
        }
    }

    private void receiveProbe(long sent) {
        update(System.nanoTime(), sent, false);
        probeInFlight.set(false);
    }

    /**
     * Updates the processor share of searches from a measured delay.
     *
     * @param sent the time at which a probe was sent; the delay is at least the time since then
     * @param flood whether processing the queue takes longer than a burst; the share then falls to
     *     its lower bound immediately
     */
    private synchronized void update(long now, long sent, boolean flood) {
        delayNanos = now - sent;
        double elapsed = Math.max(0, now - lastUpdate);
        lastUpdate = now;
        if (share < 1 && areManyActive(now)) {
            lastOverload = now;
        }
        boolean recent = isOverloadRecent(now);
        long queued = scheduler.countWaiting();
        boolean queueFull = queued >= queueLimit;
        if (delayNanos <= targetNanos || !(queueFull || recent && queued >= MIN_QUEUE)) {
            aboveTargetSince = Optional.empty();
            share = Math.min(1, share + elapsed / RISE_NANOS);
            return;
        }
        long since = aboveTargetSince.orElse(sent);
        aboveTargetSince = Optional.of(since);
        if (flood) {
            share = MIN_SHARE;
        } else if (recent || now - since > BURST_NANOS) {
            share = Math.max(MIN_SHARE, share * Math.exp(-elapsed / FALL_NANOS));
        } else {
            return;
        }
        if (queueFull) {
            lastOverload = now;
        }
    }

    private boolean areManyActive(long now) {
        if (now - activeCountedAt > COUNT_INTERVAL_NANOS) {
            activeCountedAt = now;
            manyActive = activeConnections.count(OVERLOAD_MEMORY_NANOS) >= queueLimit;
        }
        return manyActive;
    }

    private boolean isOverloadRecent(long now) {
        return now - lastOverload < OVERLOAD_MEMORY_NANOS;
    }

    /**
     * Records the end of an admitted search.
     *
     * @param nanoseconds the duration of the search
     * @param limited whether the search counts towards the limit of concurrent searches
     */
    void end(long nanoseconds, boolean limited) {
        if (limited) {
            limitedInFlight.decrementAndGet();
        }
        averageNanos += (nanoseconds - averageNanos) / AVERAGE_WEIGHT;
        if (share < 1) {
            budget.charge(nanoseconds);
        }
    }

    /** Stops sending probes. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(prober);
    }
}
