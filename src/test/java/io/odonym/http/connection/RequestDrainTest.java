package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.http.FakeGeocoder;
import io.odonym.http.RunningServer;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How a server ends while it still has something to answer. */
class RequestDrainTest {

    private static final String SLOW = "/search?q=" + FakeGeocoder.HELD;

    private static Configuration draining(int seconds) {
        return Configuration.read(
                Map.of("ODONYM_DRAIN_TIMEOUT", Integer.toString(seconds)), Optional.empty());
    }

    private static CompletableFuture<Long> drain(RunningServer server) {
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
    void saysThatItIsNotReadyAndFinishesWhatIsUnderWay() throws Exception {
        try (RunningServer server = new RunningServer(draining(60))) {
            CompletableFuture<HttpResponse<String>> slow =
                    CompletableFuture.supplyAsync(() -> server.get(SLOW));
            server.geocoding.held.await();
            CompletableFuture<Long> drain = drain(server);
            HttpResponse<String> ready = server.get("/health/ready");
            while (ready.statusCode() == 200) {
                ready = server.get("/health/ready");
            }
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"status\":\"DRAINING\"}");
            assertThat(ready.headers().firstValue("connection")).contains("close");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(drain).isNotDone();
            assertThat(slow).isNotDone();
            server.geocoding.release.countDown();
            assertThat(slow.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(drain.get(60, TimeUnit.SECONDS)).isZero();
        }
    }

    @Test
    void countsWhatTakesTooLong() throws Exception {
        try (RunningServer server = new RunningServer(draining(1))) {
            CompletableFuture<HttpResponse<String>> slow =
                    CompletableFuture.supplyAsync(() -> server.get(SLOW));
            server.geocoding.held.await();
            assertThat(drain(server).get(60, TimeUnit.SECONDS)).isEqualTo(1);
            server.geocoding.release.countDown();
            slow.handle((_, _) -> "however it ends").get(60, TimeUnit.SECONDS);
        }
    }
}
