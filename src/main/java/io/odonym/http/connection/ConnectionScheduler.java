package io.odonym.http.connection;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import jdk.management.VirtualThreadSchedulerMXBean;

import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets every connection have its turn.
 *
 * <p>A virtual thread keeps its processor until it has to wait. A client that sends its next
 * request at once never makes it wait: on two processors two such connections keep out all others,
 * for fifty milliseconds at a time. {@link Thread#yield} does not help, since the JVM's scheduler
 * takes up those who come from outside, which all are whose data the poller has seen, only when
 * nobody who yielded is left. So there are two rules.
 *
 * <p>Where more wait than the processors take up at once, a thread rests before it reads its next
 * request, behind those who rest already. Whoever comes to rest wakes the first of them where
 * nobody else waits: those from outside go before. By the time it wakes, its client has sent the
 * next request as a rule, and the poller is not needed for it.
 *
 * <p>Where fewer wait, resting costs more than it gives: a thread may go on for a millisecond, then
 * it waits for the shortest time there is. docs/benchmarks.md has what both rules give and cost.
 */
public final class ConnectionScheduler implements Filter, AutoCloseable {

    private static final long TURN_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * So often somebody looks whether those who rest have been forgotten: the last thread that ran
     * may have ended or waits for something else.
     */
    private static final long LOOK_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Up to so many that wait for each processor, the first rule would cost more than it gives. */
    private static final int FEW_FOR_EACH_PROCESSOR = 2;

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private final int processors = Runtime.getRuntime().availableProcessors();

    /** When the turn of a connection's thread began. */
    private final ThreadLocal<long[]> turns =
            ThreadLocal.withInitial(() -> new long[] {System.nanoTime()});

    /** Those who rest, in the order in which they came; counted, since a look at all takes long. */
    private final Queue<Rest> resting = new ConcurrentLinkedQueue<>();

    private final AtomicInteger restingCount = new AtomicInteger();

    /** How many have been woken and have not gone on yet. */
    private final AtomicInteger awake = new AtomicInteger();

    private volatile boolean looking;
    private volatile boolean closed;
    private final Thread look =
            Thread.ofPlatform().daemon().name("odonym-fairness").start(this::look);

    /** A thread that rests. */
    private static final class Rest {

        private final Thread thread = Thread.currentThread();
        private volatile boolean over;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long[] turn = turns.get();
        long now = System.nanoTime();
        if (now - turn[0] > TURN_NANOSECONDS) {
            if (scheduler.getQueuedVirtualThreadCount() > 0) {
                LockSupport.parkNanos(1);
            }
            turn[0] = System.nanoTime();
        }
        chain.proceed();
    }

    /** How many threads wait for a processor or rest. */
    long countWaiting() {
        return scheduler.getQueuedVirtualThreadCount() + restingCount.get();
    }

    /** Lets others go first, where many wait; for a connection's thread that is about to read. */
    void rest() {
        int others = restingCount.get();
        long queued = scheduler.getQueuedVirtualThreadCount();
        if (queued + others <= (long) FEW_FOR_EACH_PROCESSOR * processors || closed) {
            if (others > 0) {
                perhapsWake(queued);
            }
            return;
        }
        Rest mine = new Rest();
        restingCount.incrementAndGet();
        resting.add(mine);
        if (!looking) {
            LockSupport.unpark(look);
        }
        perhapsWake(queued);
        while (!mine.over && !closed && !mine.thread.isInterrupted()) {
            LockSupport.park(this);
        }
        if (!mine.over && resting.remove(mine)) {
            restingCount.decrementAndGet();
        } else {
            awake.decrementAndGet();
        }
        turns.get()[0] = System.nanoTime();
        // This one's client may have said nothing yet, and the processor would be idle.
        perhapsWake(scheduler.getQueuedVirtualThreadCount());
    }

    /** Wakes the first of those who rest where all that wait for a processor have rested. */
    private void perhapsWake(long queued) {
        int woken = awake.get();
        if (woken < processors && queued <= woken) {
            wakeFirst();
        }
    }

    private void wakeFirst() {
        Rest first = resting.poll();
        if (first != null) {
            restingCount.decrementAndGet();
            awake.incrementAndGet();
            first.over = true;
            LockSupport.unpark(first.thread);
        }
    }

    private void look() {
        while (!closed) {
            looking = false;
            if (resting.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            looking = true;
            LockSupport.parkNanos(LOOK_NANOSECONDS);
            perhapsWake(scheduler.getQueuedVirtualThreadCount());
        }
        while (!resting.isEmpty()) {
            wakeFirst();
        }
    }

    /** Nobody rests any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(look);
    }
}
