package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.Indexes;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.http.GeocodingServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A search that exceeds its time limit. */
class SearchTimeoutTest {

    @TempDir private Path folder;

    @Test
    void respondsWithServiceUnavailable() throws Exception {
        GeocoderOptions impatient =
                new GeocoderOptions(GeocoderOptions.ADDOK.limits(), 200, Duration.ofNanos(1));
        try (ReloadableGeocoder geocoder =
                        ReloadableGeocoder.open(
                                Indexes.of(folder, "Amiens"), TextAnalysis.standard(), impatient);
                GeocodingServer server =
                        GeocodingServer.start(
                                geocoder, Configuration.standard().listeningOn("127.0.0.1", 0))) {
            for (String path :
                    List.of(
                            "/search?q=port",
                            "/search?q=port&improve=1",
                            "/reverse?lat=49.9&lon=2.3",
                            "/reverse?lat=49.9&lon=2.3&nearest=1")) {
                HttpResponse<String> response = HttpTestClient.of(server.port()).get(path);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThatJson(response.body())
                        .node("description")
                        .isEqualTo("The search took longer than 0 ms.");
            }
            HttpResponse<String> batch =
                    HttpTestClient.of(server.port())
                            .post("/batch", "[{\"q\": \"port\"}, {\"lat\": 99, \"lon\": 2}]");
            assertThat(batch.statusCode()).isEqualTo(200);
            assertThatJson(batch.body()).node("results[0].status").isEqualTo(503);
            assertThatJson(batch.body()).node("results[1].status").isEqualTo(400);
        }
    }
}
