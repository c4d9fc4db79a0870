package io.odonym.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces by OTLP over HTTP, as a collector does, and keeps them. */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<ExportTraceServiceRequest> batches = new CopyOnWriteArrayList<>();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    static OtlpReceiver start() throws IOException {
        OtlpReceiver started =
                new OtlpReceiver(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        started.server.createContext("/v1/traces", started::take);
        started.server.start();
        return started;
    }

    private void take(HttpExchange exchange) throws IOException {
        batches.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** The variables that send traces here. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
        variables.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        variables.put("OTEL_METRICS_EXPORTER", "none");
        return variables;
    }

    List<Span> spans() {
        return batches.stream()
                .flatMap(batch -> batch.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    Resource resource() {
        return batches.getFirst().getResourceSpans(0).getResource();
    }

    /** Attributes with their values as text. */
    static Map<String, String> attributes(List<KeyValue> attributes) {
        Map<String, String> texts = new HashMap<>();
        for (KeyValue attribute : attributes) {
            texts.put(
                    attribute.getKey(),
                    switch (attribute.getValue().getValueCase()) {
                        case STRING_VALUE -> attribute.getValue().getStringValue();
                        case INT_VALUE -> attribute.getValue().getIntValue() + " (int)";
                        default -> attribute.getValue().toString();
                    });
        }
        return texts;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
