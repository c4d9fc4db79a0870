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

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** What is refused when too much is asked, and what is not. */
class AdmissionControlTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Searches that do something first. */
    private record Working(Geocoder delegate, Runnable work) implements ForwardingGeocoder {

        @Override
        public GeocodeResponse search(SearchRequest request, PhaseRecorder phases) {
            work.run();
            return delegate.search(request, phases);
        }
    }

    private static GeocodingServer serve(Map<String, String> environment, Runnable work) {
        return GeocodingServer.start(
                new Working(new FakeGeocoder(), work),
                Configuration.read(environment, Optional.empty()).listeningOn("127.0.0.1", 0));
    }

    private static HttpResponse<String> get(GeocodingServer server, String path) throws Exception {
        return get(CLIENT, server, path);
    }

    private static HttpResponse<String> get(HttpClient client, GeocodingServer server, String path)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Keeps a processor busy, as a search does. */
    private static void work() {
        long end = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void refusesSomeUnderOverloadAndNobodyAfterwards() throws Exception {
        try (GeocodingServer server =
                serve(
                        Map.of("ODONYM_OVERLOAD_DELAY", "5", "ODONYM_OVERLOAD_QUEUE", "8"),
                        AdmissionControlTest::work)) {
            Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
            Map<String, LongAdder> retries = new ConcurrentHashMap<>();
            long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                clients.add(
                        Thread.startVirtualThread(
                                () -> {
                                    while (System.nanoTime() < end) {
                                        count(server, statuses, retries);
                                    }
                                }));
            }
            assertThat(get(server, "/health").statusCode()).as("is never refused").isEqualTo(200);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(statuses).containsOnlyKeys(200, 503);
            assertThat(retries).containsOnlyKeys("1");
            assertThat(retries.get("1").sum()).isEqualTo(statuses.get(503).sum());
            assertThat(get(server, "/metrics").body())
                    .contains(
                            "odonym_shed_requests_total{reason=\"overload\"} "
                                    + (double) statuses.get(503).sum());
            // The share rises by a quarter a second while requests find no queue.
            long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!get(server, "/metrics").body().contains("odonym_admission_share 1.0")) {
                assertThat(System.nanoTime()).as("share 1 within 30 s").isLessThan(patience);
                count(server, new TreeMap<>(), retries);
            }
            assertThat(get(server, "/search?q=rue").statusCode()).isEqualTo(200);
        }
    }

    /** Searches of a second in all, at once, are more than a burst before the first is answered. */
    @Test
    void refusesPartOfAFloodFromTheFirstMomentOn() throws Exception {
        try (GeocodingServer server =
                serve(
                        Map.of("ODONYM_OVERLOAD_DELAY", "4", "ODONYM_OVERLOAD_QUEUE", "8"),
                        AdmissionControlTest::workLonger)) {
            Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
            Map<String, LongAdder> retries = new ConcurrentHashMap<>();
            for (int i = 0; i < 64; i++) {
                count(server, statuses, retries);
            }
            assertThat(statuses).as("one after the other").containsOnlyKeys(200);
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                clients.add(Thread.startVirtualThread(() -> count(server, statuses, retries)));
            }
            for (Thread client : clients) {
                client.join();
            }
            assertThat(statuses).containsOnlyKeys(200, 503);
        }
    }

    /** How many ask is what tells a crowd that is refused quickly from a few. */
    @Test
    void countsWhoHasAskedLately() throws Exception {
        try (GeocodingServer server = serve(Map.of(), () -> {})) {
            List<HttpClient> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < 8; i++) {
                    crowd.add(HttpClient.newHttpClient());
                }
                // And one that asks for the metrics.
                awaitAsking(server, crowd, 9);
                awaitAsking(server, List.of(), 1);
                awaitAsking(server, crowd.subList(0, 3), 4);
            } finally {
                crowd.forEach(HttpClient::shutdownNow);
            }
        }
    }

    /** Asks by these again and again, on a connection each, until so many are told to ask. */
    private static void awaitAsking(GeocodingServer server, List<HttpClient> crowd, int expected)
            throws Exception {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String metrics;
        do {
            for (HttpClient client : crowd) {
                assertThat(get(client, server, "/search?q=rue").statusCode()).isEqualTo(200);
            }
            metrics = get(server, "/metrics").body();
            assertThat(System.nanoTime()).as(metrics).isLessThan(patience);
        } while (!metrics.contains("odonym_asking_connections " + (double) expected + "\n"));
    }

    private static void workLonger() {
        for (int i = 0; i < 5; i++) {
            work();
        }
    }

    private static void count(
            GeocodingServer server,
            Map<Integer, LongAdder> statuses,
            Map<String, LongAdder> retries) {
        try {
            HttpResponse<String> answer = get(server, "/search?q=rue");
            statuses.computeIfAbsent(answer.statusCode(), _ -> new LongAdder()).increment();
            answer.headers()
                    .firstValue("retry-after")
                    .ifPresent(
                            seconds ->
                                    retries.computeIfAbsent(seconds, _ -> new LongAdder())
                                            .increment());
        } catch (Exception broken) {
            statuses.computeIfAbsent(0, _ -> new LongAdder()).increment();
        }
    }

    @Test
    void refusesNobodyWhereItMustNot() throws Exception {
        try (GeocodingServer server =
                serve(Map.of("ODONYM_OVERLOAD_DELAY", "0"), AdmissionControlTest::work)) {
            Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                clients.add(
                        Thread.startVirtualThread(
                                () -> {
                                    for (int ask = 0; ask < 5; ask++) {
                                        count(server, statuses, new ConcurrentHashMap<>());
                                    }
                                }));
            }
            for (Thread client : clients) {
                client.join();
            }
            assertThat(statuses).containsOnlyKeys(200);
        }
    }

    @Test
    void oneFileMoreThanMayBeWorkedOnIsRefused() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Runnable held =
                () -> {
                    begun.countDown();
                    try {
                        free.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                };
        try (GeocodingServer server =
                serve(Map.of("ODONYM_CSV_FILES", "1", "ODONYM_CSV_WAIT", "0"), held)) {
            CompletableFuture<HttpResponse<String>> first =
                    CLIENT.sendAsync(upload(server), HttpResponse.BodyHandlers.ofString());
            begun.await();
            HttpResponse<String> second =
                    CLIENT.send(upload(server), HttpResponse.BodyHandlers.ofString());
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("retry-after")).contains("1");
            assertThat(second.body())
                    .isEqualTo(
                            "{\"title\":\"503 Service Unavailable\",\"description\":\"Too many"
                                    + " requests at once, try again later.\"}");
            free.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(first.get().body().lines()).hasSize(2);
            assertThat(
                            CLIENT.send(upload(server), HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpRequest upload(GeocodingServer server) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/search/csv"))
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "--xx\r\n"
                                        + "Content-Disposition: form-data; name=\"data\";"
                                        + " filename=\"a.csv\"\r\n\r\n"
                                        + "adresse\r\n"
                                        + "rue\r\n"
                                        + "--xx--\r\n"))
                .build();
    }
}
