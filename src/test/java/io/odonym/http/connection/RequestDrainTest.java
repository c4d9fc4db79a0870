package io.odonym.http.connection;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoder;
import io.odonym.http.FakeGeocoderServer;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The shutdown of a server with in-flight requests. */
class RequestDrainTest {

    private static final String BLOCKING_SEARCH = "/search?q=" + FakeGeocoder.BLOCKING_QUERY;

    private static FakeGeocoderServer start(int drainSeconds) {
        return new FakeGeocoderServer(
                Map.of("ODONYM_DRAIN_TIMEOUT", Integer.toString(drainSeconds)));
    }

    private static CompletableFuture<Long> drain(FakeGeocoderServer server) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return server.server().drain(Duration.ZERO);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void reportsDrainingAndFinishesInFlightRequests() throws Exception {
        try (FakeGeocoderServer server = start(60)) {
            CompletableFuture<HttpResponse<String>> inFlight =
                    CompletableFuture.supplyAsync(() -> server.get(BLOCKING_SEARCH));
            server.geocoder().blocked.await();
            CompletableFuture<Long> drain = drain(server);
            HttpResponse<String> ready = server.get("/health/ready");
            while (ready.statusCode() == 200) {
                ready = server.get("/health/ready");
            }
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThatJson(ready.body()).isEqualTo("{\"status\": \"DRAINING\"}");
            assertThat(ready.headers().firstValue("connection")).contains("close");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(drain).isNotDone();
            assertThat(inFlight).isNotDone();
            server.geocoder().release.countDown();
            assertThat(inFlight.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(drain.get(60, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void countsRequestsThatExceedTheLimit() throws Exception {
        try (FakeGeocoderServer server = start(1)) {
            CompletableFuture<HttpResponse<String>> inFlight =
                    CompletableFuture.supplyAsync(() -> server.get(BLOCKING_SEARCH));
            server.geocoder().blocked.await();
            assertThat(drain(server).get(60, TimeUnit.SECONDS)).isEqualTo(1);
            server.geocoder().release.countDown();
            inFlight.handle((_, _) -> "whether it fails or not").get(60, TimeUnit.SECONDS);
        }
    }
}
