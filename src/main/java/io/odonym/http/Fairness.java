package io.odonym.http;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import jdk.management.VirtualThreadSchedulerMXBean;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets every connection have its turn.
 *
 * <p>A virtual thread keeps its processor until it has to wait. A client that sends its next
 * request at once never makes it wait: on two processors two such connections keep out all others,
 * for fifty milliseconds at a time. {@link Thread#yield} does not help, since the JVM's scheduler
 * takes up those who come from outside, which all are whose data the poller has seen, only when
 * nobody who yielded is left. So a thread that has gone on for a millisecond while others wait has
 * to wait too, for the shortest time there is. docs/benchmarks.md has what it gives and costs, and
 * why a millisecond: longer turns make others wait longer and cost as much, shorter ones cost more.
 */
final class Fairness implements Filter {

    private static final long TURN_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(1);

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    /** When the turn of a connection's thread began. */
    private final ThreadLocal<long[]> turns =
            ThreadLocal.withInitial(() -> new long[] {System.nanoTime()});

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
}
