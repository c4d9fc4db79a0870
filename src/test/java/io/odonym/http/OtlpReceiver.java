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

/** A collector that receives traces by OTLP over HTTP and keeps them. */
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<ExportTraceServiceRequest> batches = new CopyOnWriteArrayList<>();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    static OtlpReceiver start() throws IOException {
        OtlpReceiver receiver =
                new OtlpReceiver(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        receiver.server.createContext("/v1/traces", receiver::receive);
        receiver.server.start();
        return receiver;
    }

    private void receive(HttpExchange exchange) throws IOException {
        batches.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** Returns the environment environment that make a server send its traces here. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort());
        environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.put("OTEL_METRICS_EXPORTER", "none");
        return environment;
    }

    /** Returns all spans that were received. */
    List<Span> spans() {
        return batches.stream()
                .flatMap(batch -> batch.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** Returns the resource of the first batch. */
    Resource resource() {
        return batches.getFirst().getResourceSpans(0).getResource();
    }

    /** Returns the attributes as text; integers are marked. */
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
