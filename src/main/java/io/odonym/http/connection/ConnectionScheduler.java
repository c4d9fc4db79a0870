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
 * Schedules the virtual threads of connections fairly on the carrier threads. Thread-safe.
 *
 * <p>A virtual thread keeps its carrier thread until it blocks. If a client sends each request
 * immediately after the previous response, the thread of its connection never blocks. On two
 * processors, two such connections can starve all others. {@link Thread#yield} does not help: the
 * JVM's scheduler takes a yielded thread before the threads in the external submission queue, which
 * holds every thread whose socket the poller found readable. This class applies two rules:
 *
 * <ol>
 *   <li>If the number of waiting threads exceeds a small multiple of the number of processors, a
 *       connection's thread parks in a first-in, first-out queue before it reads its next request.
 *       A parked thread is woken when the only runnable threads are threads that were parked
 *       earlier. Threads from the external queue therefore run first. By then, the client has
 *       usually sent its next request, and the thread does not need the poller.
 *   <li>With fewer waiting threads, parking costs more than it gains. A thread then runs for a time
 *       slice of one millisecond and parks for the shortest possible time if others are queued.
 * </ol>
 *
 * <p>{@code docs/design/fairness.md} describes the benefit and the cost of both rules.
 */
public final class ConnectionScheduler implements Filter, AutoCloseable {

    private static final long TIME_SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * The interval of the watchdog. The watchdog wakes parked threads if no running thread does,
     * because the last running thread may have ended or blocked.
     */
    private static final long WATCHDOG_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /**
     * The maximum number of waiting threads per processor. If more threads wait, the thread of a
     * connection parks before it reads.
     */
    private static final int MAX_WAITING_PER_PROCESSOR = 2;

    private final VirtualThreadSchedulerMXBean virtualThreads =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    private final int processors = Runtime.getRuntime().availableProcessors();

    /** The start of the current time slice of a connection's thread, from System.nanoTime. */
    private final ThreadLocal<long[]> sliceStart =
            ThreadLocal.withInitial(() -> new long[] {System.nanoTime()});

    /** The parked threads, first in, first out. */
    private final Queue<ParkedThread> parked = new ConcurrentLinkedQueue<>();

    /**
     * The size of {@link #parked}. The counter is needed because the queue computes its size in
     * linear time.
     */
    private final AtomicInteger parkedCount = new AtomicInteger();

    /** The number of threads that were woken and have not resumed yet. */
    private final AtomicInteger resuming = new AtomicInteger();

    private volatile boolean watchdogActive;
    private volatile boolean closed;
    private final Thread watchdog =
            Thread.ofPlatform().daemon().name("odonym-fairness").start(this::watch);

    /** A thread that is parked until {@link #woken} is set. */
    private static final class ParkedThread {

        private final Thread thread = Thread.currentThread();
        private volatile boolean woken;
    }

    /** Ends the time slice of the current thread if it has expired and other threads are queued. */
    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        long[] slice = sliceStart.get();
        long now = System.nanoTime();
        if (now - slice[0] > TIME_SLICE_NANOS) {
            if (virtualThreads.getQueuedVirtualThreadCount() > 0) {
                LockSupport.parkNanos(1);
            }
            slice[0] = System.nanoTime();
        }
        chain.proceed();
    }

    /** Returns the number of threads that wait for a processor, including parked threads. */
    long countWaiting() {
        return virtualThreads.getQueuedVirtualThreadCount() + parkedCount.get();
    }

    /**
     * Parks the current thread if many threads wait for a processor. A connection's thread calls
     * this method before it reads from its socket.
     */
    void parkIfContended() {
        int others = parkedCount.get();
        long queued = virtualThreads.getQueuedVirtualThreadCount();
        if (queued + others <= (long) MAX_WAITING_PER_PROCESSOR * processors || closed) {
            if (others > 0) {
                wakeFirstIfIdle(queued);
            }
            return;
        }
        ParkedThread self = new ParkedThread();
        parkedCount.incrementAndGet();
        parked.add(self);
        if (!watchdogActive) {
            LockSupport.unpark(watchdog);
        }
        wakeFirstIfIdle(queued);
        while (!self.woken && !closed && !self.thread.isInterrupted()) {
            LockSupport.park(this);
        }
        if (!self.woken && parked.remove(self)) {
            parkedCount.decrementAndGet();
        } else {
            resuming.decrementAndGet();
        }
        sliceStart.get()[0] = System.nanoTime();
        // If the client of this thread has not sent a request yet, this thread blocks next. Waking
        // another thread keeps the processor busy.
        wakeFirstIfIdle(virtualThreads.getQueuedVirtualThreadCount());
    }

    /** Wakes the first parked thread if the queue contains only threads that were woken before. */
    private void wakeFirstIfIdle(long queued) {
        int woken = resuming.get();
        if (woken < processors && queued <= woken) {
            wakeFirst();
        }
    }

    private void wakeFirst() {
        ParkedThread first = parked.poll();
        if (first != null) {
            parkedCount.decrementAndGet();
            resuming.incrementAndGet();
            first.woken = true;
            LockSupport.unpark(first.thread);
        }
    }

    private void watch() {
        while (!closed) {
            watchdogActive = false;
            if (parked.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            watchdogActive = true;
            LockSupport.parkNanos(WATCHDOG_INTERVAL_NANOS);
            wakeFirstIfIdle(virtualThreads.getQueuedVirtualThreadCount());
        }
        while (!parked.isEmpty()) {
            wakeFirst();
        }
    }

    /** Wakes all parked threads and stops parking threads. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watchdog);
    }
}
