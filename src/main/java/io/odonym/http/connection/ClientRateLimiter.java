package io.odonym.http.connection;

import io.helidon.webserver.http.ServerRequest;
import io.odonym.configuration.ClientLimits;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.MetricRecorder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits how much each client address may request per unit of time. Thread-safe.
 *
 * <p>Each limit is a leaky bucket, in the form of the generic cell rate algorithm (ITU-T I.371): a
 * client that was idle may use its whole allowance at once; after that, the allowance refills
 * continuously. The algorithm stores one time per client and limit.
 *
 * <p>The table of clients is bounded. If it is full, the client that has not sent a request for the
 * longest time is removed, and starts with its whole allowance when it returns. A client that uses
 * many addresses can therefore make the limits less strict, but cannot make the table grow. If no
 * limit is configured, the table is never used.
 */
public final class ClientRateLimiter {

    /** The maximum number of clients. They take about 10 MB. */
    static final int MAX_CLIENTS = 1 << 16;

    /** The number of parts of the client table; a power of 2. Each part has its own lock. */
    private static final int PARTS = 1 << 4;

    /** The golden ratio as a 64-bit fraction, for multiplicative hashing. */
    private static final long HASH_MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final int HASH_SHIFT = Long.SIZE - 4;

    /** The resources whose use can be limited. */
    public enum Resource {
        /** Geocoding requests per second. */
        REQUESTS("requests", TimeUnit.SECONDS),
        /** Searches in batches per hour. */
        BATCH_SEARCHES("searches", TimeUnit.HOURS),
        /** Rows of CSV files per hour. */
        ROWS("rows", TimeUnit.HOURS);

        private final MetricLabels labels;
        private final long windowNanos;

        Resource(String reason, TimeUnit window) {
            this.labels = MetricLabels.of(MetricLabelName.REASON, reason);
            this.windowNanos = window.toNanos(1);
        }

        private int limit(ClientLimits limits) {
            return switch (this) {
                case REQUESTS -> limits.requestsPerSecond();
                case BATCH_SEARCHES -> limits.batchSearchesPerHour();
                case ROWS -> limits.rowsPerHour();
            };
        }
    }

    /**
     * A part of the client table. The state of a client consists of the time at which its allowance
     * is full again, for each resource.
     */
    private static final class Part extends LinkedHashMap<ClientAddressPrefix, long[]> {

        private static final long serialVersionUID = 1;

        Part() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientAddressPrefix, long[]> eldest) {
            return size() > MAX_CLIENTS / PARTS;
        }
    }

    private final ClientLimits limits;
    private final ClientAddressResolver addresses;
    private final MetricRecorder meters;
    private final LongSupplier nanoTime;
    private final Part[] parts = new Part[PARTS];

    /**
     * Creates a limiter and registers its metrics.
     *
     * @param addresses determines the client of a request
     */
    public ClientRateLimiter(
            ClientLimits limits, ClientAddressResolver addresses, MetricRecorder meters) {
        this(limits, addresses, meters, System::nanoTime);
    }

    ClientRateLimiter(
            ClientLimits limits,
            ClientAddressResolver addresses,
            MetricRecorder meters,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.addresses = addresses;
        this.meters = meters;
        this.nanoTime = nanoTime;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part();
        }
        for (Resource resource : Resource.values()) {
            meters.count(Metric.CLIENT_LIMITED, resource.labels, 0);
        }
        meters.gauge(Metric.CLIENT_ADDRESSES, this::clientCount);
    }

    /** Returns the number of clients in the table. */
    int clientCount() {
        int count = 0;
        for (Part part : parts) {
            synchronized (part) {
                count += part.size();
            }
        }
        return count;
    }

    /** Returns the limit of a resource; 0 if it is unlimited. */
    public int limit(Resource resource) {
        return resource.limit(limits);
    }

    /**
     * Takes an amount from the allowance of the client of a request. If the allowance does not
     * suffice, nothing is taken.
     *
     * @param amount the amount, from 0 to the limit; 0 tests whether anything is left
     * @return 0 if the allowance suffices; otherwise the number of seconds until it does, at least
     *     1
     */
    public long acquire(Resource resource, ServerRequest request, long amount) {
        return limit(resource) == 0 ? 0 : acquire(resource, addresses.resolve(request), amount);
    }

    long acquire(Resource resource, ClientAddressPrefix client, long amount) {
        long nanosPerUnit = resource.windowNanos / limit(resource);
        long needed = Math.max(1, amount) * nanosPerUnit;
        long now = nanoTime.getAsLong();
        Part part = parts[(int) (client.prefix() * HASH_MULTIPLIER >>> HASH_SHIFT)];
        long wait;
        synchronized (part) {
            long[] fullAt = part.get(client);
            if (fullAt == null) {
                fullAt = new long[Resource.values().length];
                Arrays.fill(fullAt, now);
                part.put(client, fullAt);
            }
            long base = fullAt[resource.ordinal()];
            base = base - now > 0 ? base : now;
            wait = base - now + needed - resource.windowNanos;
            if (wait <= 0 && amount > 0) {
                fullAt[resource.ordinal()] = base + needed;
            }
        }
        if (wait <= 0) {
            return 0;
        }
        meters.count(Metric.CLIENT_LIMITED, resource.labels, 1);
        long second = TimeUnit.SECONDS.toNanos(1);
        return (wait + second - 1) / second;
    }
}
