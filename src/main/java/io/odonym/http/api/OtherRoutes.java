package io.odonym.http.api;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.Configuration;
import io.odonym.configuration.ProgramVersion;
import io.odonym.geocode.Filters;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.ReloadTrigger;
import io.odonym.geocode.SearchRequest;
import io.odonym.http.connection.AdmissionControl;
import io.odonym.http.connection.RequestDrain;
import io.odonym.index.store.Manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What addok has not: a place by its identifier, batches, health in parts, the API described. */
public final class OtherRoutes {

    private static final Header YAML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml; charset=utf-8");

    private final Geocoder geocoder;
    private final ReloadTrigger reloading;
    private final SearchHandler queries;
    private final BatchHandler batch;
    private final RequestDrain drain;

    public OtherRoutes(
            Geocoder geocoder,
            ReloadTrigger reloading,
            SearchHandler queries,
            AdmissionControl admission,
            Configuration options,
            RequestDrain drain) {
        this.geocoder = geocoder;
        this.reloading = reloading;
        this.queries = queries;
        this.batch = new BatchHandler(queries, admission, options.uploads().batchSize());
        this.drain = drain;
    }

    public void route(HttpRouting.Builder routing) {
        RouteRegistrar.json(routing, "/health", _ -> health());
        RouteRegistrar.json(routing, "/health/live", _ -> status("LIVE"));
        RouteRegistrar.get(routing, "/health/ready", this::ready);
        RouteRegistrar.get(routing, "/get/{id}", this::place);
        RouteRegistrar.post(routing, "/batch", this::batch);
        RouteRegistrar.json(routing, "/openapi.json", _ -> OpenApiDocument.json());
        RouteRegistrar.file(
                routing,
                "/openapi.yaml",
                (request, response) -> {
                    response.header(YAML);
                    ResponseSender.sendBody(request, response, OpenApiDocument.yaml());
                });
    }

    private void place(ServerRequest request, ServerResponse response) {
        String id = request.path().pathParameters().get("id");
        RequestParameters parameters = RequestParameters.of(request.query().rawValue());
        ResponseSender.sendJson(request, response, queries.get(id, parameters));
    }

    private void batch(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(batch.mostBytes() + 1);
            if (body.length > batch.mostBytes()) {
                throw HttpErrorException.tooLarge(
                        "Batch too large, limit is " + batch.mostBytes() + " bytes");
            }
            ResponseSender.sendJson(request, response, batch.answer(body));
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException gone) {
            throw new CloseConnectionException("a client left in the middle of its batch", gone);
        }
    }

    /** Ready is who finds something, or at least can look for it, and is not about to end. */
    private void ready(ServerRequest request, ServerResponse response) {
        boolean ready = !drain.hasBegun() && isReady(geocoder);
        if (!ready) {
            response.status(Status.SERVICE_UNAVAILABLE_503);
        }
        String otherwise = drain.hasBegun() ? "DRAINING" : "NOT READY";
        ResponseSender.sendJson(request, response, status(ready ? "READY" : otherwise));
    }

    public static boolean isReady(Geocoder geocoder) {
        try {
            geocoder.search(
                    new SearchRequest(
                            "rue de la mairie", 1, true, Optional.empty(), Filters.NONE, false));
            return true;
        } catch (RuntimeException broken) {
            return false;
        }
    }

    private static byte[] status(String word) {
        return new JsonWriter().startObject().key("status").value(word).endObject().toBytes();
    }

    private byte[] health() {
        Manifest manifest = geocoder.manifest();
        JsonWriter json = new JsonWriter();
        json.startObject()
                .key("status")
                .value("HEALTHY")
                .key("documents")
                .value(manifest.documents())
                .key("house_numbers")
                .value(manifest.houseNumbers())
                .key("data_date")
                .value(manifest.dataDate())
                .key("index_created")
                .value(manifest.created())
                .key("version")
                .value(ProgramVersion.current())
                .key("java")
                .value(Runtime.version().toString());
        // Why an index was refused is for the log: it names files of this machine.
        reloading
                .last()
                .ifPresent(
                        reload ->
                                json.key("last_reload")
                                        .value(reload.swapped() ? "SWAPPED" : "REFUSED")
                                        .key("last_reload_at")
                                        .value(
                                                reload.at()
                                                        .truncatedTo(ChronoUnit.SECONDS)
                                                        .toString()));
        return json.endObject().toBytes();
    }
}
