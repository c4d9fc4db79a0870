package io.odonym.http.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.telemetry.Telemetry;
import io.odonym.testing.HttpTestClient;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

class ServerWarmUpTest {

    private static final Configuration SHORT =
            Configuration.read(
                    Map.of("ODONYM_WARM_UP", "1", "ODONYM_LOG_ACCESS", "true"), Optional.empty());

    private static final String SEARCHES = "addok_geocoding_operations_total{";

    @TempDir private static Path folder;

    private static String street(String id, String name, String postcode, String city, double lat) {
        return """
        {"id":"%s","type":"street","name":"%s","postcode":"%s","city":"%s","lat":%s,"lon":2.3,\
        "housenumbers":{"8":{"id":"%s_8","lat":%s,"lon":2.3}}}
        """
                .formatted(id, name, postcode, city, lat, id, lat);
    }

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        String streets =
                street("a", "Boulevard du Port", "80000", "Amiens", 49.9)
                        + street("b", "Rue de l'Église", "80100", "Abbeville", 50.1)
                        + street("c", "Avenue du Général de Gaulle", "75014", "Paris", 48.8)
                        + street("d", "Chemin des Vignes", "34000", "Montpellier", 43.6);
        Importer.run(
                new ImportRequest(
                        List.of(Files.writeString(folder.resolve("streets.ndjson"), streets)),
                        folder.resolve("index"),
                        0,
                        1),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
    }

    @Test
    void sendsRequestsThatAreNotCounted() throws Exception {
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder.resolve("index"));
                Telemetry telemetry = Telemetry.local();
                GeocodingServer server =
                        GeocodingServer.start(
                                geocoder, SHORT.listeningOn("127.0.0.1", 0), telemetry)) {
            assertThat(ServerWarmUp.run(geocoder, SHORT, () -> false))
                    .matches("warm-up finished after [\\d,]*[1-9][\\d,]* requests in \\d+\\.\\d s");

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("odonym-warm-up"));
            assertThat(telemetry.exposition("").text())
                    .as("the metrics of the real server")
                    .doesNotContain(SEARCHES);
            HttpTestClient.of(server.port()).get("/search?q=paris");
            assertThat(telemetry.exposition("").text()).contains(SEARCHES);
        }
    }

    @Test
    void pausesWhileTheServerIsBusy() throws Exception {
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder.resolve("index"))) {
            assertThat(ServerWarmUp.run(geocoder, SHORT, () -> true))
                    .startsWith("warm-up finished after 0 requests");
        }
    }

    @Test
    void generatesAllKindsOfRequests() throws Exception {
        Map<String, Integer> found = new TreeMap<>();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder.resolve("index"));
                GeocodingServer server =
                        GeocodingServer.start(
                                geocoder, Configuration.standard().listeningOn("127.0.0.1", 0))) {
            WarmUpRequests requests = new WarmUpRequests(geocoder.samplePlaces(50), 7);
            for (int i = 0; i < 200; i++) {
                String path = requests.next().split(" ")[1];
                HttpResponse<String> response = HttpTestClient.of(server.port()).get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                if (!response.body().contains("\"features\":[]")) {
                    found.merge(path.replaceAll("=[^&]+", "").replace("?q", "?"), 1, Integer::sum);
                }
            }
        }
        assertThat(found)
                .containsOnlyKeys(
                        "/search?",
                        "/search?&autocomplete",
                        "/search?&lat&lon",
                        "/reverse?lat&lon");
        assertThat(found.values().stream().mapToInt(Integer::intValue).sum())
                .as("requests with results, of 200")
                .isGreaterThan(150);
    }
}
