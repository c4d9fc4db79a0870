package io.odonym.http.geoplateforme;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.Endpoint;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.http.exchange.YamlDocument;

/**
 * Handles the paths that describe the API of the Géoplateforme: {@code getCapabilities} and {@code
 * openapi}, each also for the completion. The page of {@code openapi} is the documentation page of
 * the server. Thread-safe.
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
        page(routing, Endpoint.GEOPLATEFORME_API, "../docs?api=geocodage");
        page(routing, Endpoint.GEOPLATEFORME_COMPLETION_API, "../../docs?api=completion");
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

    /**
     * Registers a redirect to the documentation page. It is relative, so that a proxy can serve the
     * page under another path.
     */
    private static void page(HttpRouting.Builder routing, Endpoint endpoint, String page) {
        RouteRegistrar.get(
                routing,
                endpoint,
                (request, response) -> {
                    boolean endsWithSlash = request.path().rawPath().endsWith("/");
                    response.header(HeaderNames.LOCATION, endsWithSlash ? "../" + page : page);
                    response.status(Status.FOUND_302).send();
                });
    }
}
