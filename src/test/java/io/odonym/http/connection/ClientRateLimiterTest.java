package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.ClientLimits;
import io.odonym.configuration.ProxyOptions;
import io.odonym.http.connection.ClientRateLimiter.Resource;
import io.odonym.telemetry.Telemetry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How much each client may request, with a clock that the test sets. */
class ClientRateLimiterTest {

    private static final ClientAddressPrefix CLIENT = new ClientAddressPrefix(false, 1);
    private static final ClientAddressPrefix OTHER = new ClientAddressPrefix(true, 1);

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final ClientRateLimiter limiter =
            new ClientRateLimiter(
                    new ClientLimits(10, 3_600, 7_200),
                    new ClientAddressResolver(
                            new ProxyOptions(List.of(), ProxyOptions.Header.FORWARDED)),
                    Telemetry.local().meters(),
                    clock::get);

    private long acquire(Resource resource, ClientAddressPrefix client, long amount) {
        return limiter.acquire(resource, client, amount);
    }

    private void pass(long milliseconds) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    void allowsABurstAndThenTheRate() {
        for (int i = 0; i < 10; i++) {
            assertThat(acquire(Resource.REQUESTS, CLIENT, 1)).isZero();
        }
        assertThat(acquire(Resource.REQUESTS, CLIENT, 1)).isEqualTo(1);
        assertThat(acquire(Resource.REQUESTS, OTHER, 1)).isZero();
        pass(100);
        assertThat(acquire(Resource.REQUESTS, CLIENT, 1)).isZero();
        assertThat(acquire(Resource.REQUESTS, CLIENT, 1)).isEqualTo(1);
    }

    @Test
    void statesWhenTheAllowanceSuffices() {
        assertThat(acquire(Resource.BATCH_SEARCHES, CLIENT, 3_000)).isZero();
        assertThat(acquire(Resource.BATCH_SEARCHES, CLIENT, 1_000)).isEqualTo(400);
        assertThat(acquire(Resource.BATCH_SEARCHES, CLIENT, 600)).isZero();
        assertThat(acquire(Resource.ROWS, CLIENT, 7_200)).isZero();
        pass(400_000);
        assertThat(acquire(Resource.BATCH_SEARCHES, CLIENT, 400)).isZero();
    }

    @Test
    void testsWithoutTaking() {
        assertThat(acquire(Resource.ROWS, CLIENT, 7_199)).isZero();
        assertThat(acquire(Resource.ROWS, CLIENT, 0)).isZero();
        assertThat(acquire(Resource.ROWS, CLIENT, 1)).isZero();
        assertThat(acquire(Resource.ROWS, CLIENT, 0)).isEqualTo(1);
    }

    @Test
    void boundsItsTable() {
        for (int i = 0; i < 3 * ClientRateLimiter.MAX_CLIENTS; i++) {
            acquire(Resource.REQUESTS, new ClientAddressPrefix(true, i), 1);
        }
        assertThat(limiter.clientCount())
                .isBetween(ClientRateLimiter.MAX_CLIENTS / 2, ClientRateLimiter.MAX_CLIENTS);
    }
}
