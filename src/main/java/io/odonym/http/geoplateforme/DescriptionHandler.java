package io.odonym.http.geoplateforme;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.Endpoint;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.http.exchange.YamlDocument;

/**
 * Handles the paths that describe the API of the Géoplateforme: {@code getCapabilities} and {@code
 * openapi.yaml}, each also for the completion. Thread-safe.
 */
public final class DescriptionHandler {

    private static final Header YAML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/yaml; charset=utf-8");
    private static final Header ATTACHMENT =
            HeaderValues.createCached(
                    HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"openapi.yaml\"");

    private final MemoryBudget memory;

    /**
     * Creates the handler.
     *
     * @param memory limits the memory of responses that are not sent yet
     */
    public DescriptionHandler(MemoryBudget memory) {
        this.memory = memory;
    }

    /** Registers the routes of this handler. */
    public void register(HttpRouting.Builder routing) {
        capabilities(routing, Endpoint.GEOPLATEFORME_CAPABILITIES, "capabilities.yaml");
        capabilities(
                routing,
                Endpoint.GEOPLATEFORME_COMPLETION_CAPABILITIES,
                "completion-capabilities.yaml");
        yaml(routing, Endpoint.GEOPLATEFORME_API_YAML, "openapi.yaml");
        yaml(routing, Endpoint.GEOPLATEFORME_COMPLETION_API_YAML, "completion-openapi.yaml");
    }

    private void capabilities(HttpRouting.Builder routing, Endpoint endpoint, String resource) {
        YamlDocument document = new YamlDocument(DescriptionHandler.class, resource);
        RouteRegistrar.get(
                routing, endpoint, RouteRegistrar.jsonHandler(memory, _ -> document.json()));
    }

    private void yaml(HttpRouting.Builder routing, Endpoint endpoint, String resource) {
        YamlDocument document = new YamlDocument(DescriptionHandler.class, resource);
        RouteRegistrar.get(
                routing,
                endpoint,
                (request, response) -> {
                    byte[] body = document.yaml();
                    response.header(YAML);
                    response.header(ATTACHMENT);
                    memory.send(
                            request,
                            body.length,
                            () -> ResponseSender.sendBody(request, response, body));
                });
    }
}
