package io.odonym.http;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.TelemetryOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.telemetry.Telemetry;
import io.odonym.telemetry.TelemetryEnvironment;
import io.odonym.testing.HttpTestClient;
import io.odonym.text.TextAnalysis;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The traces that a server exports over OTLP, and the metrics of {@code /metrics}. */
class TelemetryOverHttpTest {

    private static final String STREET =
            """
            {"id":"80021_1","type":"street","name":"Boulevard du Port","postcode":"80000","city":"Amiens","lat":49.9,"lon":2.3,"housenumbers":{"8":{"id":"80021_1_00008","lat":49.91,"lon":2.31}}}
            """;

    @TempDir private static Path folder;

    @BeforeAll
    static void build() throws Exception {
        Importer.run(
                new ImportRequest(
                        List.of(Files.writeString(folder.resolve("street.ndjson"), STREET)),
                        folder.resolve("index"),
                        0,
                        1),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
    }

    /** Runs a server with additional environment variables, and returns the receiver afterwards. */
    private static OtlpReceiver serve(Map<String, String> additional, Requests requests)
            throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            Map<String, String> environment = receiver.environment();
            environment.putAll(additional);
            Map<String, String> configuration =
                    additional.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith("ODONYM_"))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder.resolve("index"));
                    Telemetry telemetry =
                            Telemetry.start(
                                    new TelemetryEnvironment(environment),
                                    new TelemetryOptions(true, 0));
                    GeocodingServer server =
                            GeocodingServer.start(
                                    geocoder,
                                    Configuration.read(configuration, Optional.empty())
                                            .listeningOn("127.0.0.1", 0),
                                    telemetry)) {
                requests.send(HttpTestClient.of(server.port()));
            }
            return receiver;
        }
    }

    /** The requests of a test. */
    private interface Requests {
        void send(HttpTestClient client) throws Exception;
    }

    private static Span single(List<Span> spans, String name) {
        List<Span> named = spans.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst();
    }

    @Test
    void tracesASearchWithNestedPhases() throws Exception {
        OtlpReceiver received =
                serve(
                        Map.of("OTEL_SERVICE_NAME", "geo", "K8S_POD_NAME", "geo-1"),
                        client -> client.get("/search?q=8+bd+du+port+amiens"));

        List<Span> spans = received.spans();
        Span root = single(spans, "GET /search");
        assertThat(root.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(root.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(OtlpReceiver.attributes(root.getAttributesList()))
                .containsEntry("http.route", "/search")
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200 (int)")
                .containsEntry("geocode.results", "1 (int)")
                .doesNotContainKeys("url.query", "geocode.query.text", "error.type");
        long previousEnd = 0;
        for (String phase :
                List.of(
                        "geocode.parse",
                        "geocode.collect",
                        "geocode.rank",
                        "geocode.fetch",
                        "geocode.format")) {
            Span child = single(spans, phase);
            assertThat(child.getParentSpanId()).as(phase).isEqualTo(root.getSpanId());
            assertThat(child.getTraceId()).isEqualTo(root.getTraceId());
            assertThat(child.getStartTimeUnixNano())
                    .isGreaterThanOrEqualTo(root.getStartTimeUnixNano() + previousEnd);
            previousEnd = child.getEndTimeUnixNano() - root.getStartTimeUnixNano();
        }
        assertThat(root.getEndTimeUnixNano() - root.getStartTimeUnixNano())
                .isGreaterThanOrEqualTo(previousEnd);
        Span collector = single(spans, "meaningful");
        assertThat(collector.getParentSpanId())
                .isEqualTo(single(spans, "geocode.collect").getSpanId());
        assertThat(OtlpReceiver.attributes(collector.getAttributesList()))
                .containsEntry("geocode.candidates", "1 (int)");
        assertThat(OtlpReceiver.attributes(received.resource().getAttributesList()))
                .containsEntry("service.name", "geo")
                .containsEntry("k8s.pod.name", "geo-1");
    }

    @Test
    void continuesTheTraceOfTheClient() throws Exception {
        String trace = "80f198ee56343ba864fe8b2a57d3eff7";
        OtlpReceiver received =
                serve(
                        Map.of("OTEL_PROPAGATORS", "tracecontext,baggage,b3,b3multi"),
                        client -> {
                            for (List<String> headers :
                                    List.of(
                                            List.of("b3", trace + "-e457b5a2e4d86bd1-1"),
                                            List.of(
                                                    "X-B3-TraceId",
                                                    trace,
                                                    "X-B3-SpanId",
                                                    "e457b5a2e4d86bd1",
                                                    "X-B3-Sampled",
                                                    "1"),
                                            List.of(
                                                    "traceparent",
                                                    "00-" + trace + "-e457b5a2e4d86bd1-01"))) {
                                HttpResponse<String> response =
                                        client.get(
                                                "/search?q=port", headers.toArray(String[]::new));
                                assertThat(response.headers().firstValue("x-trace-id"))
                                        .contains(trace);
                            }
                        });

        assertThat(received.spans().stream().filter(span -> span.getName().equals("GET /search")))
                .hasSize(3)
                .allSatisfy(
                        span -> {
                            assertThat(hex(span.getTraceId().toByteArray())).isEqualTo(trace);
                            assertThat(hex(span.getParentSpanId().toByteArray()))
                                    .isEqualTo("e457b5a2e4d86bd1");
                        });
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void clientErrorsCarryTheTraceAndAreNotSpanErrors() throws Exception {
        OtlpReceiver received =
                serve(
                        Map.of(),
                        client -> {
                            HttpResponse<String> response = client.get("/search");
                            assertThat(response.statusCode()).isEqualTo(400);
                            assertThatJson(response.body())
                                    .node("trace_id")
                                    .isString()
                                    .isEqualTo(
                                            response.headers()
                                                    .firstValue("x-trace-id")
                                                    .orElseThrow());
                        });

        Span span = single(received.spans(), "GET /search");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(span.getEventsList()).isEmpty();
    }

    @Test
    void masksTheQueryAsConfigured() throws Exception {
        for (Map.Entry<String, String> each :
                Map.of(
                                "hashed",
                                "18f194066d14dad9",
                                "truncated",
                                "boulevar…",
                                "full",
                                "boulevard du port")
                        .entrySet()) {
            OtlpReceiver received =
                    serve(
                            Map.of("ODONYM_SPAN_QUERY_TEXT", each.getKey()),
                            client -> client.get("/search?q=boulevard+du+port"));
            String text =
                    OtlpReceiver.attributes(
                                    single(received.spans(), "GET /search").getAttributesList())
                            .get("geocode.query.text");
            assertThat(text).isEqualTo(each.getValue());
        }
    }

    @Test
    void exportsNoUnsampledSpans() throws Exception {
        OtlpReceiver received =
                serve(
                        Map.of("OTEL_TRACES_SAMPLER", "always_off"),
                        client ->
                                assertThat(client.get("/search?q=port").headers().map())
                                        .containsKey("x-trace-id"));

        assertThat(received.spans()).isEmpty();
    }

    @Test
    void writesExemplarsInOpenMetricsOnly() throws Exception {
        serve(
                Map.of(),
                client -> {
                    String trace =
                            client.get("/search?q=port")
                                    .headers()
                                    .firstValue("x-trace-id")
                                    .orElseThrow();
                    HttpResponse<String> plain = client.get("/metrics");
                    assertThat(plain.headers().firstValue("content-type").orElseThrow())
                            .startsWith("text/plain; version=0.0.4");
                    assertThat(plain.body())
                            .contains(
                                    "addok_geocoding_requests_total{endpoint=\"/search\",method=\"GET\",status=\"200\"}"
                                        + " 1.0\n",
                                    "odonym_phase_duration_seconds_count{phase=\"geocode.rank\"}"
                                            + " 1\n")
                            .doesNotContain("trace_id");
                    HttpResponse<String> open =
                            client.get("/metrics", "Accept", "application/openmetrics-text");
                    assertThat(open.headers().firstValue("content-type").orElseThrow())
                            .startsWith("application/openmetrics-text");
                    // Prometheus rejects exemplars on any other kind of line.
                    assertThat(open.body().lines().filter(line -> line.contains(" # {")))
                            .isNotEmpty()
                            .allMatch(
                                    line -> line.contains("_bucket{") || line.contains("_total{"));
                    assertThat(open.body())
                            .contains("trace_id=\"" + trace + "\"")
                            .endsWith("# EOF\n");
                });
    }

    @Test
    void variedRequestsCreateNoNewSeries() throws Exception {
        serve(
                Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_SDK_DISABLED", "true"),
                client -> {
                    List<String> targets =
                            List.of(
                                    "/search?q=%d",
                                    "/get/%d",
                                    "/%d",
                                    "/page/%d",
                                    "/search/%d",
                                    "/reverse?lat=%d&lon=2",
                                    "/search?q=port&postcode=%d",
                                    "/search?limit=%d");
                    for (int i = 0; i < 200; i++) {
                        client.get(targets.get(i % targets.size()).formatted(i));
                    }
                    client.get("/metrics");
                    long before = client.get("/metrics").body().lines().count();
                    for (int i = 200; i < 2_200; i++) {
                        client.get(targets.get(i % targets.size()).formatted(i));
                    }
                    assertThat(client.get("/metrics").body().lines().count()).isEqualTo(before);
                });
    }
}
