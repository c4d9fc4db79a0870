package io.odonym.http.exchange;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.FakeGeocoder;
import io.odonym.http.FakeGeocoderServer;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

class UploadLimiterTest {

    private static MultipartForm form() {
        return MultipartForm.ofFile("adresse\n" + FakeGeocoder.BLOCKING_QUERY + "\n");
    }

    @Test
    void rejectsFilesBeyondTheLimit() throws Exception {
        try (FakeGeocoderServer server =
                new FakeGeocoderServer(Map.of("ODONYM_CSV_FILES", "1", "ODONYM_CSV_WAIT", "0"))) {
            CompletableFuture<HttpResponse<String>> first =
                    server.client().uploadAsync("/search/csv", form());
            server.geocoder().blocked.await();
            HttpResponse<String> second = server.client().upload("/search/csv", form());
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("retry-after")).contains("1");
            assertThatJson(second.body())
                    .isEqualTo(
                            """
                            {"title": "503 Service Unavailable",
                             "description": "Too many requests at once, try again later."}
                            """);
            server.geocoder().release.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(first.get().body().lines()).hasSize(2);
            assertThat(server.client().upload("/search/csv", form()).statusCode()).isEqualTo(200);
        }
    }
}
