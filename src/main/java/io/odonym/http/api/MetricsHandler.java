package io.odonym.http.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.connection.ResponseCompression;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.telemetry.Telemetry;

import java.nio.charset.StandardCharsets;

/**
 * Handles {@code GET /metrics}: the metrics in the text format of Prometheus, or in the OpenMetrics
 * format with exemplars if the client accepts it. Thread-safe.
 */
public final class MetricsHandler {

    private final Telemetry telemetry;
    private final MemoryBudget memory;

    /**
     * Creates the handler.
     *
     * @param memory limits the memory of responses that are not sent yet
     */
    public MetricsHandler(Telemetry telemetry, MemoryBudget memory) {
        this.telemetry = telemetry;
        this.memory = memory;
    }

    /** Registers the route of this handler. */
    public void register(HttpRouting.Builder routing) {
        RouteRegistrar.get(routing, "/metrics", this::metrics);
    }

    private void metrics(ServerRequest request, ServerResponse response) {
        Telemetry.Exposition metrics =
                telemetry.exposition(
                        String.join(",", request.headers().values(HeaderNames.ACCEPT)));
        response.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, metrics.contentType()));
        byte[] body =
                ResponseCompression.compressIfAccepted(
                        request, response, metrics.text().getBytes(StandardCharsets.UTF_8));
        memory.send(request, body.length, () -> ResponseSender.sendBody(request, response, body));
    }
}
