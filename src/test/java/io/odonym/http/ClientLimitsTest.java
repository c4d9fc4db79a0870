package io.odonym.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Limits for each client address, over HTTP. */
class ClientLimitsTest {

    private static final String BATCH = "{\"requests\":[{\"q\":\"a\"},{\"q\":\"b\"}]}";

    private static FakeGeocoderServer server(String... limits) {
        Map<String, String> environment = new HashMap<>();
        environment.put("ODONYM_TRUSTED_PROXIES", "127.0.0.0/8");
        for (int i = 0; i < limits.length; i += 2) {
            environment.put(limits[i], limits[i + 1]);
        }
        return new FakeGeocoderServer(environment);
    }

    private static HttpResponse<String> batch(FakeGeocoderServer server, String client) {
        return server.client().post("/batch", BATCH, "X-Forwarded-For", client);
    }

    @Test
    void rejectsFurtherRequestsOfTheSameClient() {
        try (FakeGeocoderServer server = server("ODONYM_CLIENT_REQUESTS", "1")) {
            HttpResponse<String> rejected =
                    IntStream.range(0, 50)
                            .mapToObj(
                                    _ ->
                                            server.get(
                                                    "/search?q=port",
                                                    "X-Forwarded-For",
                                                    "192.0.2.1"))
                            .filter(response -> response.statusCode() == 429)
                            .findFirst()
                            .orElseThrow();
            assertThat(rejected.headers().firstValue("retry-after")).contains("1");
            assertThatJson(rejected.body())
                    .isEqualTo(
                            """
                            {"title": "429 Too Many Requests",
                             "description": "The limit is 1 requests per second for each client.\
                             Try again in 1 s."}\
                            """);
            assertThat(server.get("/search?q=port", "X-Forwarded-For", "192.0.2.2").statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/health", "X-Forwarded-For", "192.0.2.1").statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/metrics").body())
                    .contains("odonym_client_limited_requests_total{reason=\"requests\"} ")
                    .contains("odonym_client_addresses 2.0");
        }
    }

    @Test
    void limitsTheSearchesInBatches() {
        try (FakeGeocoderServer server = server("ODONYM_CLIENT_BATCH_SEARCHES", "3")) {
            assertThat(batch(server, "192.0.2.1").statusCode()).isEqualTo(200);
            HttpResponse<String> rejected = batch(server, "192.0.2.1");
            assertThat(rejected.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(rejected.headers().firstValue("retry-after").orElseThrow()))
                    .isBetween(1, 1200);
            assertThat(batch(server, "192.0.2.1, 2001:db8::1").statusCode()).isEqualTo(200);
            assertThat(batch(server, "2001:db8::ffff").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void rejectsABatchThatIsGreaterThanTheLimit() {
        try (FakeGeocoderServer server = server("ODONYM_CLIENT_BATCH_SEARCHES", "1")) {
            HttpResponse<String> rejected = batch(server, "192.0.2.1");
            assertThat(rejected.statusCode()).isEqualTo(413);
            assertThatJson(rejected.body())
                    .node("title")
                    .isEqualTo("Too many searches in batches, limit is 1 per hour");
        }
    }

    @Test
    void ignoresTheHeaderOfOtherClients() {
        try (FakeGeocoderServer server =
                server(
                        "ODONYM_CLIENT_BATCH_SEARCHES",
                        "3",
                        "ODONYM_TRUSTED_PROXIES",
                        "10.0.0.0/8")) {
            assertThat(batch(server, "192.0.2.1").statusCode()).isEqualTo(200);
            assertThat(batch(server, "192.0.2.2").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void hasNoLimitsByDefault() {
        try (FakeGeocoderServer server = new FakeGeocoderServer()) {
            assertThat(IntStream.range(0, 100).map(_ -> server.get("/search?q=port").statusCode()))
                    .containsOnly(200);
            assertThat(server.get("/metrics").body()).contains("odonym_client_addresses 0.0");
        }
    }
}
