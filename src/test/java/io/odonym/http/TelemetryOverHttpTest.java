package io.odonym.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.configuration.Configuration;
import io.odonym.configuration.TelemetryOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.telemetry.Telemetry;
import io.odonym.telemetry.TelemetryEnvironment;
import io.odonym.text.TextAnalysis;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a server sends by OTLP and shows at /metrics of real requests. */
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

    /** Runs a server with these variables, and returns what it had sent when it was closed. */
    private static OtlpReceiver serve(Map<String, String> more, Client client) throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            Map<String, String> variables = receiver.variables();
            variables.putAll(more);
            Map<String, String> ours =
                    more.entrySet().stream()
                            .filter(entry -> entry.getKey().startsWith("ODONYM_"))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(folder.resolve("index"));
                    Telemetry telemetry =
                            Telemetry.start(
                                    new TelemetryEnvironment(variables),
                                    new TelemetryOptions(true, 0));
                    GeocodingServer server =
                            GeocodingServer.start(
                                    geocoder,
                                    Configuration.read(ours, Optional.empty())
                                            .listeningOn("127.0.0.1", 0),
                                    telemetry);
                    HttpClient http =
                            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                client.use(
                        request ->
                                http.send(
                                        request.apply("http://127.0.0.1:" + server.port()),
                                        HttpResponse.BodyHandlers.ofString()));
            }
            return receiver;
        }
    }

    private interface Client {
        void use(Sender sender) throws Exception;
    }

    private interface Sender {
        HttpResponse<String> send(Function<String, HttpRequest> request)
                throws IOException, InterruptedException;

        default HttpResponse<String> get(String path, String... headers)
                throws IOException, InterruptedException {
            return send(
                    base -> {
                        HttpRequest.Builder request =
                                HttpRequest.newBuilder(URI.create(base + path));
                        return (headers.length == 0 ? request : request.headers(headers)).build();
                    });
        }
    }

    private static Span only(List<Span> spans, String name) {
        List<Span> named = spans.stream().filter(span -> span.getName().equals(name)).toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst();
    }

    @Test
    void aSearchIsOneTraceWithItsPhasesNested() throws Exception {
        OtlpReceiver sent =
                serve(
                        Map.of("OTEL_SERVICE_NAME", "geo", "K8S_POD_NAME", "geo-1"),
                        client -> client.get("/search?q=8+bd+du+port+amiens"));

        List<Span> spans = sent.spans();
        Span root = only(spans, "GET /search");
        assertThat(root.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(root.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(OtlpReceiver.attributes(root.getAttributesList()))
                .containsEntry("http.route", "/search")
                .containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200 (int)")
                .containsEntry("geocode.results", "1 (int)")
                .doesNotContainKeys("url.query", "geocode.query.text", "error.type");
        long inside = 0;
        for (String phase :
                List.of(
                        "geocode.parse",
                        "geocode.collect",
                        "geocode.rank",
                        "geocode.fetch",
                        "geocode.format")) {
            Span child = only(spans, phase);
            assertThat(child.getParentSpanId()).as(phase).isEqualTo(root.getSpanId());
            assertThat(child.getTraceId()).isEqualTo(root.getTraceId());
            assertThat(child.getStartTimeUnixNano())
                    .isGreaterThanOrEqualTo(root.getStartTimeUnixNano() + inside);
            inside = child.getEndTimeUnixNano() - root.getStartTimeUnixNano();
        }
        assertThat(root.getEndTimeUnixNano() - root.getStartTimeUnixNano())
                .isGreaterThanOrEqualTo(inside);
        Span collector = only(spans, "meaningful");
        assertThat(collector.getParentSpanId())
                .isEqualTo(only(spans, "geocode.collect").getSpanId());
        assertThat(OtlpReceiver.attributes(collector.getAttributesList()))
                .containsEntry("geocode.candidates", "1 (int)");
        assertThat(OtlpReceiver.attributes(sent.resource().getAttributesList()))
                .containsEntry("service.name", "geo")
                .containsEntry("k8s.pod.name", "geo-1");
    }

    @Test
    void continuesTheTraceOfWhoeverAsks() throws Exception {
        String trace = "80f198ee56343ba864fe8b2a57d3eff7";
        OtlpReceiver sent =
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
                                HttpResponse<String> answer =
                                        client.get(
                                                "/search?q=port", headers.toArray(String[]::new));
                                assertThat(answer.headers().firstValue("x-trace-id"))
                                        .contains(trace);
                            }
                        });

        assertThat(sent.spans().stream().filter(span -> span.getName().equals("GET /search")))
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
    void errorsNameTheirTraceAndMistakesOfClientsAreNone() throws Exception {
        OtlpReceiver sent =
                serve(
                        Map.of(),
                        client -> {
                            HttpResponse<String> answer = client.get("/search");
                            assertThat(answer.statusCode()).isEqualTo(400);
                            assertThat(answer.body())
                                    .endsWith(
                                            "\"trace_id\":\""
                                                    + answer.headers()
                                                            .firstValue("x-trace-id")
                                                            .orElseThrow()
                                                    + "\"}");
                        });

        Span span = only(sent.spans(), "GET /search");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(span.getEventsList()).isEmpty();
    }

    @Test
    void aQueryIsShownOnlyAsMuchAsAskedFor() throws Exception {
        for (Map.Entry<String, String> each :
                Map.of(
                                "hashed",
                                "18f194066d14dad9",
                                "truncated",
                                "boulevar…",
                                "full",
                                "boulevard du port")
                        .entrySet()) {
            OtlpReceiver sent =
                    serve(
                            Map.of("ODONYM_SPAN_QUERY_TEXT", each.getKey()),
                            client -> client.get("/search?q=boulevard+du+port"));
            String text =
                    OtlpReceiver.attributes(only(sent.spans(), "GET /search").getAttributesList())
                            .get("geocode.query.text");
            assertThat(text).isEqualTo(each.getValue());
        }
    }

    @Test
    void nothingIsMadeOfWhatIsNotSampled() throws Exception {
        OtlpReceiver sent =
                serve(
                        Map.of("OTEL_TRACES_SAMPLER", "always_off"),
                        client ->
                                assertThat(client.get("/search?q=port").headers().map())
                                        .containsKey("x-trace-id"));

        assertThat(sent.spans()).isEmpty();
    }

    @Test
    void metricsLeaveWithExemplarsWhereTheReaderTakesThem() throws Exception {
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
                    // Prometheus refuses the page where anything else has one.
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
    void tenThousandOddRequestsMakeNoNewSeries() throws Exception {
        serve(
                Map.of("OTEL_TRACES_EXPORTER", "none", "OTEL_SDK_DISABLED", "true"),
                client -> {
                    List<String> odd =
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
                        client.get(odd.get(i % odd.size()).formatted(i));
                    }
                    client.get("/metrics");
                    long before = client.get("/metrics").body().lines().count();
                    for (int i = 200; i < 10_200; i++) {
                        client.get(odd.get(i % odd.size()).formatted(i));
                    }
                    assertThat(client.get("/metrics").body().lines().count()).isEqualTo(before);
                });
    }
}
