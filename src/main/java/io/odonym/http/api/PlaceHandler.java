package io.odonym.http.api;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.geocode.Feature;
import io.odonym.geocode.Geocoder;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;

/**
 * Handles {@code GET /get/{id}}, which returns the place or house number with an identifier.
 * Thread-safe.
 */
public final class PlaceHandler {

    private final Geocoder geocoder;
    private final GeoCodeJsonWriter writer;
    private final MemoryBudget memory;

    /**
     * Creates the handler.
     *
     * @param memory limits the memory of responses that are not sent yet
     */
    public PlaceHandler(Geocoder geocoder, GeoCodeJsonWriter writer, MemoryBudget memory) {
        this.geocoder = geocoder;
        this.writer = writer;
        this.memory = memory;
    }

    /** Registers the route of this handler. */
    public void register(HttpRouting.Builder routing) {
        RouteRegistrar.get(routing, "/get/{id}", this::get);
    }

    private void get(ServerRequest request, ServerResponse response) {
        RequestParameters parameters = RequestParameters.parse(request.query().rawValue());
        boolean withHouseNumbers = parameters.flag("housenumbers", false);
        var details = parameters.details();
        Feature feature =
                geocoder.findById(request.path().pathParameters().get("id"), withHouseNumbers)
                        .orElseThrow(HttpErrorException::notFound);
        byte[] body = writer.write(feature.withDetails(details));
        memory.send(request, body.length, () -> ResponseSender.sendJson(request, response, body));
    }
}
