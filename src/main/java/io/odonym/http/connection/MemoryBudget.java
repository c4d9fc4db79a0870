package io.odonym.http.connection;

import io.helidon.webserver.http.ServerRequest;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;

import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the total memory that requests hold: bodies, form fields, batches, and responses that are
 * not sent yet. Thread-safe.
 *
 * <p>A request reserves bytes before it holds them, and releases them when it ends. One client
 * address can reserve at most half of the budget, so that it cannot use up the memory of the other
 * clients. See {@code docs/design/memory.md} for the share of the heap and the figures behind it.
 */
public final class MemoryBudget {

    /** The fraction of the maximum heap size that requests may hold by default: one fifth. */
    private static final int HEAP_DIVISOR = 5;

    /** The fraction of the budget that one client address may hold: one half. */
    private static final int CLIENT_DIVISOR = 2;

    /**
     * The monitoring budget is one eighth of this budget, at least {@link #MIN_MONITORING_BYTES}.
     */
    private static final int MONITORING_DIVISOR = 8;

    private static final long MIN_MONITORING_BYTES = 4L << 20;

    /**
     * The size of a response, in bytes, above which it is also charged to the share of its client.
     */
    private static final int MAX_SMALL_RESPONSE = 1 << 13;

    private final long total;
    private final ClientAddressResolver addresses;
    private final AtomicLong used = new AtomicLong();
    private final ConcurrentHashMap<ClientAddressPrefix, Long> usedByClient =
            new ConcurrentHashMap<>();
    private final MetricRecorder meters;

    /**
     * Creates a budget.
     *
     * @param total the number of bytes that all requests may hold together
     * @param addresses determines the client that sent a request
     * @param meters counts rejected requests and reports the number of reserved bytes
     */
    public static MemoryBudget create(
            long total, ClientAddressResolver addresses, MetricRecorder meters) {
        MemoryBudget budget = new MemoryBudget(total, addresses, meters);
        meters.gauge(Metric.REQUEST_MEMORY_USED, budget::used);
        meters.gauge(Metric.REQUEST_MEMORY_LIMIT, () -> total);
        meters.count(Metric.REQUEST_MEMORY_REJECTED, MetricLabels.NONE, 0);
        return budget;
    }

    private MemoryBudget(long total, ClientAddressResolver addresses, MetricRecorder meters) {
        this.total = total;
        this.addresses = addresses;
        this.meters = meters;
    }

    /**
     * Returns a separate, smaller budget for the responses to monitoring systems, which must
     * succeed even if clients have used up this budget.
     */
    public MemoryBudget forMonitoring() {
        return new MemoryBudget(
                Math.max(total / MONITORING_DIVISOR, MIN_MONITORING_BYTES), addresses, meters);
    }

    /**
     * Returns the size of the budget.
     *
     * @param configured the configured size in bytes; 0 derives the size from the maximum heap
     */
    public static long size(long configured) {
        return configured > 0 ? configured : Runtime.getRuntime().maxMemory() / HEAP_DIVISOR;
    }

    /** Returns the total number of bytes that requests hold. */
    public long used() {
        return used.get();
    }

    /** Creates an empty reservation for a request. */
    public Reservation open(ServerRequest request) {
        return open(addresses.resolve(request));
    }

    /**
     * Creates an empty reservation for a connection.
     *
     * @param peer the address of the connection
     */
    Reservation open(SocketAddress peer) {
        return open(ClientAddressPrefix.of(ClientAddressResolver.address(peer)));
    }

    /**
     * Creates an empty reservation for a client.
     *
     * @param client the address of the client
     */
    Reservation open(ClientAddressPrefix client) {
        return new Reservation(client);
    }

    /**
     * Sends a response whose bytes are reserved until it is sent. A small response is charged only
     * to the total budget and not to the share of its client, which takes just two atomic
     * operations.
     *
     * @param bytes the size of the response
     * @param send sends the response
     * @throws MemoryLimitException if the budget or the share of the client is used up
     */
    public void send(ServerRequest request, long bytes, Runnable send) {
        if (bytes > MAX_SMALL_RESPONSE) {
            try (Reservation held = open(request)) {
                held.add(bytes);
                send.run();
            }
            return;
        }
        acquire(bytes);
        try {
            send.run();
        } finally {
            used.addAndGet(-bytes);
        }
    }

    private void acquire(long bytes) {
        if (used.addAndGet(bytes) > total) {
            used.addAndGet(-bytes);
            throw rejected(bytes, total);
        }
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

        private final ClientAddressPrefix client;
        private long reserved;

        private Reservation(ClientAddressPrefix client) {
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
            acquire(bytes);
            if (usedByClient.merge(client, bytes, Long::sum) > clientLimit) {
                release(bytes);
                throw rejected(0, clientLimit);
            }
            reserved += bytes;
        }

        /**
         * Changes the number of reserved bytes.
         *
         * @throws MemoryLimitException under the same conditions as {@link #add}
         */
        void resize(long bytes) {
            if (bytes > reserved) {
                add(bytes - reserved);
            } else if (bytes < reserved) {
                release(reserved - bytes);
                reserved = bytes;
            }
        }

        private void release(long bytes) {
            used.addAndGet(-bytes);
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
