package io.odonym.http.connection;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts in-flight requests and drains them before the server stops. After {@link #begin}, each
 * connection is closed after its next response, which carries {@code Connection: close}. {@link
 * #await} waits for the requests that are in flight when it is called. Thread-safe; {@link #await}
 * is called by one thread.
 */
public final class RequestDrain implements Filter {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    /** The in-flight requests that {@link #await} waits for. */
    private volatile LongAdder awaited = new LongAdder();

    /**
     * Before {@link #await} is called, all in-flight requests; afterwards, those that arrived after
     * the call.
     */
    private volatile LongAdder current = new LongAdder();

    private volatile boolean draining;

    /** Returns whether {@link #begin} was called. */
    public boolean isDraining() {
        return draining;
    }

    /** Starts draining: each connection is closed after its next response. */
    public void begin() {
        draining = true;
    }

    /**
     * Waits until the requests that are in flight at the time of the call are answered. The method
     * does not wait for later requests, because the wait would never end if requests kept arriving.
     *
     * @param limit the maximum time to wait
     */
    public void await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        awaited = current;
        current = new LongAdder();
        while (awaited.sum() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(POLL_INTERVAL);
        }
    }

    /** Returns the number of in-flight requests. */
    public long inFlight() {
        return awaited.sum() + current.sum();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        LongAdder counter = current;
        counter.increment();
        // The server may close a connection only after a response that announces the close. HTTP/2
        // has no Connection header (RFC 9113, section 8.2.2).
        boolean closing = draining && request.prologue().protocolVersion().startsWith("1");
        try {
            if (closing) {
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
            chain.proceed();
        } finally {
            counter.decrement();
        }
        if (closing) {
            throw new CloseConnectionException("the server is shutting down");
        }
    }
}
