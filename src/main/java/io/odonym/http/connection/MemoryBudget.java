package io.odonym.http.connection;

import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricRecorder;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the number of bytes that all requests hold together: bodies, form fields, batches, and
 * responses that are not sent yet. Thread-safe.
 *
 * <p>A request reserves bytes before it holds them, and releases them when it ends. One client
 * address can reserve at most half of the budget, so that it cannot use up the memory of the other
 * clients. The share of the heap and the figures behind it: {@code docs/design/memory.md}.
 */
public final class MemoryBudget {

    /** The part of the maximum heap that requests may hold by default. */
    private static final int HEAP_DIVISOR = 5;

    /** The part of the budget that one client address may hold. */
    private static final int CLIENT_DIVISOR = 2;

    private final long total;
    private final AtomicLong used = new AtomicLong();
    private final ConcurrentHashMap<ClientAddress, Long> usedByClient = new ConcurrentHashMap<>();
    private final MetricRecorder meters;

    /**
     * Creates a budget.
     *
     * @param total the number of bytes that all requests may hold together
     * @param meters counts rejected requests and reports the number of reserved bytes
     */
    public MemoryBudget(long total, MetricRecorder meters) {
        this.total = total;
        this.meters = meters;
        meters.gauge(Metric.REQUEST_MEMORY_USED, used::get);
        meters.gauge(Metric.REQUEST_MEMORY_LIMIT, () -> total);
        meters.count(Metric.REQUEST_MEMORY_REJECTED);
    }

    /**
     * Returns the size of the budget.
     *
     * @param configured the configured size in bytes; 0 derives the size from the maximum heap
     */
    public static long size(long configured) {
        return configured > 0 ? configured : Runtime.getRuntime().maxMemory() / HEAP_DIVISOR;
    }

    /** Returns the number of bytes that all requests hold together. */
    public long used() {
        return used.get();
    }

    /**
     * Starts the reservation of a request, which is empty at first.
     *
     * @param client the address of the client
     */
    public Reservation open(ClientAddress client) {
        return new Reservation(client);
    }

    /**
     * Reserves the bytes of a response. Responses count against the whole budget only, which takes
     * one atomic operation.
     *
     * @throws MemoryLimitException if the budget is used up
     */
    public void reserveResponse(long bytes) {
        if (used.addAndGet(bytes) > total) {
            used.addAndGet(-bytes);
            throw rejected(bytes, total);
        }
    }

    /** Releases the bytes of {@link #reserveResponse}. */
    public void releaseResponse(long bytes) {
        used.addAndGet(-bytes);
    }

    private MemoryLimitException rejected(long requested, long limit) {
        meters.count(Metric.REQUEST_MEMORY_REJECTED);
        return requested > limit
                ? new MemoryLimitException(
                        "Request too large, limit is " + limit + " bytes (request-memory)", false)
                : new MemoryLimitException(
                        "The memory for requests is used up (request-memory), try again later.",
                        true);
    }

    /** The bytes that one request holds. Not thread-safe. */
    public final class Reservation implements AutoCloseable {

        private final ClientAddress client;
        private long reserved;

        private Reservation(ClientAddress client) {
            this.client = client;
        }

        /**
         * Reserves further bytes.
         *
         * @throws MemoryLimitException if the request, its client or all clients together hold too
         *     many bytes; the reservation is then unchanged
         */
        public void add(long bytes) {
            long clientLimit = total / CLIENT_DIVISOR;
            if (reserved + bytes > clientLimit) {
                throw rejected(reserved + bytes, clientLimit);
            }
            reserveResponse(bytes);
            if (usedByClient.merge(client, bytes, Long::sum) > clientLimit) {
                release(bytes);
                throw rejected(0, clientLimit);
            }
            reserved += bytes;
        }

        private void release(long bytes) {
            releaseResponse(bytes);
            usedByClient.computeIfPresent(
                    client, (_, held) -> held == bytes ? null : Long.valueOf(held - bytes));
        }

        /** Releases all bytes of this reservation. */
        @Override
        public void close() {
            if (reserved > 0) {
                release(reserved);
                reserved = 0;
            }
        }
    }
}
