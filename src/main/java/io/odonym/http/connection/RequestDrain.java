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
 * Knows the requests under way, so that a server can end without losing one: from {@link #begin} on
 * each connection is closed after its next answer, which says so; {@link #await} waits for the
 * requests that were there by then.
 */
public final class RequestDrain implements Filter {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /** How many requests are under way that came before the wait, and since. */
    private volatile LongAdder awaited = new LongAdder();

    private volatile LongAdder current = new LongAdder();

    private volatile boolean begun;

    /** Whether the server is about to end. */
    public boolean hasBegun() {
        return begun;
    }

    public void begin() {
        begun = true;
    }

    /**
     * Waits until the requests that are under way now have been answered, or the time is over;
     * later ones are not waited for, since they may never cease to come.
     */
    public void await(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        awaited = current;
        current = new LongAdder();
        while (awaited.sum() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /** How many requests are under way. */
    public long underWay() {
        return awaited.sum() + current.sum();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        LongAdder mine = current;
        mine.increment();
        // Only a client that was told may find its connection closed. HTTP/2 refuses this header.
        boolean closing = begun && request.prologue().protocolVersion().startsWith("1");
        try {
            if (closing) {
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
            chain.proceed();
        } finally {
            mine.decrement();
        }
        if (closing) {
            throw new CloseConnectionException("the server is about to end");
        }
    }
}
