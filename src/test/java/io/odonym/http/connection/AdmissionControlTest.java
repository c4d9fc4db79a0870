package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.ForwardingGeocoder;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.SearchRequest;
import io.odonym.http.FakeGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.testing.HttpTestClient;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The requests that a server rejects under overload. */
class AdmissionControlTest {

    private static final String SEARCH = "/search?q=rue";

    /** Generous, so that a slow machine does not fail the test. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** A geocoder whose searches keep a processor busy first. */
    private record BusyGeocoder(Geocoder delegate, Duration duration)
            implements ForwardingGeocoder {

        @Override
        public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
            long end = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return delegate.search(request, phases);
        }
    }

    private static GeocodingServer start(Map<String, String> environment, int searchMillis) {
        return GeocodingServer.start(
                new BusyGeocoder(new FakeGeocoder(), Duration.ofMillis(searchMillis)),
                Configuration.read(environment, Optional.empty()).listeningOn("127.0.0.1", 0));
    }

    /** Counts the responses to searches by status, and the values of Retry-After. */
    private static final class Responses {

        private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
        private final Map<String, LongAdder> retryAfter = new ConcurrentHashMap<>();

        void search(HttpTestClient client) {
            HttpResponse<String> response = client.get(SEARCH);
            statuses.computeIfAbsent(response.statusCode(), _ -> new LongAdder()).increment();
            response.headers()
                    .firstValue("retry-after")
                    .ifPresent(
                            seconds ->
                                    retryAfter
                                            .computeIfAbsent(seconds, _ -> new LongAdder())
                                            .increment());
        }

        long count(int status) {
            return statuses.get(status).sum();
        }
    }

    private static List<Thread> startThreads(int count, Runnable task) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(Thread.startVirtualThread(task));
        }
        return threads;
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void rejectsSomeRequestsUnderOverloadAndNoneAfterwards() throws Exception {
        try (GeocodingServer server =
                start(Map.of("ODONYM_OVERLOAD_DELAY", "5", "ODONYM_OVERLOAD_QUEUE", "8"), 2)) {
            HttpTestClient client = HttpTestClient.of(server.port());
            Responses responses = new Responses();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            List<Thread> threads =
                    startThreads(
                            60,
                            () -> {
                                while (System.nanoTime() < end) {
                                    responses.search(client);
                                }
                            });
            assertThat(client.get("/health").statusCode()).as("never rejected").isEqualTo(200);
            join(threads);
            assertThat(responses.statuses).containsOnlyKeys(200, 503);
            assertThat(responses.retryAfter).containsOnlyKeys("1");
            assertThat(responses.retryAfter.get("1").sum()).isEqualTo(responses.count(503));
            assertThat(client.get("/metrics").body())
                    .contains(
                            "odonym_shed_requests_total{reason=\"overload\"} "
                                    + (double) responses.count(503));
            // The share rises by a quarter a second while requests find no queue.
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (!client.get("/metrics").body().contains("odonym_admission_share 1.0")) {
                assertThat(System.nanoTime()).as("full share in time").isLessThan(deadline);
                responses.search(client);
            }
            assertThat(client.get(SEARCH).statusCode()).isEqualTo(200);
        }
    }

    /** 200 searches of 10 ms exceed a burst before the first of them is answered. */
    @Test
    void rejectsPartOfAFloodAtOnce() throws Exception {
        try (GeocodingServer server =
                start(Map.of("ODONYM_OVERLOAD_DELAY", "4", "ODONYM_OVERLOAD_QUEUE", "8"), 10)) {
            HttpTestClient client = HttpTestClient.of(server.port());
            Responses sequential = new Responses();
            for (int i = 0; i < 64; i++) {
                sequential.search(client);
            }
            assertThat(sequential.statuses).containsOnlyKeys(200);
            Responses flood = new Responses();
            join(startThreads(200, () -> flood.search(client)));
            assertThat(flood.statuses).containsOnlyKeys(200, 503);
        }
    }

    @Test
    void countsActiveConnections() throws Exception {
        try (GeocodingServer server = start(Map.of(), 0)) {
            List<HttpTestClient> clients = new ArrayList<>();
            try {
                for (int i = 0; i < 8; i++) {
                    clients.add(HttpTestClient.unshared(server.port()));
                }
                // The connection that requests the metrics is active too.
                awaitActive(server, clients, 9);
                awaitActive(server, List.of(), 1);
                awaitActive(server, clients.subList(0, 3), 4);
            } finally {
                clients.forEach(HttpTestClient::close);
            }
        }
    }

    /** Sends searches on each connection until the metric has the expected value. */
    private static void awaitActive(
            GeocodingServer server, List<HttpTestClient> clients, int expected) {
        HttpTestClient scraper = HttpTestClient.of(server.port());
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        String metrics;
        do {
            for (HttpTestClient client : clients) {
                assertThat(client.get(SEARCH).statusCode()).isEqualTo(200);
            }
            metrics = scraper.get("/metrics").body();
            assertThat(System.nanoTime()).as(metrics).isLessThan(deadline);
        } while (!metrics.contains("odonym_asking_connections " + (double) expected + "\n"));
    }

    @Test
    void rejectsNothingIfDisabled() throws Exception {
        try (GeocodingServer server = start(Map.of("ODONYM_OVERLOAD_DELAY", "0"), 2)) {
            HttpTestClient client = HttpTestClient.of(server.port());
            Responses responses = new Responses();
            join(
                    startThreads(
                            60,
                            () -> {
                                for (int i = 0; i < 5; i++) {
                                    responses.search(client);
                                }
                            }));
            assertThat(responses.statuses).containsOnlyKeys(200);
        }
    }
}
