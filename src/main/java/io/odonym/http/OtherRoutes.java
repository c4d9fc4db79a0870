package io.odonym.http;

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
import io.odonym.configuration.Version;
import io.odonym.geocode.Filters;
import io.odonym.geocode.Geocoding;
import io.odonym.geocode.Reloading;
import io.odonym.geocode.SearchRequest;
import io.odonym.index.Manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What addok has not: a place by its identifier, batches, health in parts, the API described. */
final class OtherRoutes {

    private static final Header YAML =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/yaml; charset=utf-8");

    private final Geocoding geocoder;
    private final Reloading reloading;
    private final Queries queries;
    private final Batch batch;
    private final Drain drain;

    OtherRoutes(
            Geocoding geocoder,
            Reloading reloading,
            Queries queries,
            Admission admission,
            Configuration options,
            Drain drain) {
        this.geocoder = geocoder;
        this.reloading = reloading;
        this.queries = queries;
        this.batch = new Batch(queries, admission, options.uploads().batchSize());
        this.drain = drain;
    }

    void route(HttpRouting.Builder routing) {
        Routes.json(routing, "/health", _ -> health());
        Routes.json(routing, "/health/live", _ -> status("LIVE"));
        Routes.get(routing, "/health/ready", this::ready);
        Routes.get(routing, "/get/{id}", this::place);
        Routes.post(routing, "/batch", this::batch);
        Routes.json(routing, "/openapi.json", _ -> ApiDescription.json());
        Routes.file(
                routing,
                "/openapi.yaml",
                (request, response) -> {
                    response.header(YAML);
                    Refusals.sendBody(request, response, ApiDescription.yaml());
                });
    }

    private void place(ServerRequest request, ServerResponse response) {
        String id = request.path().pathParameters().get("id");
        Parameters parameters = Parameters.of(request.query().rawValue());
        GeocodingServer.send(request, response, queries.get(id, parameters));
    }

    private void batch(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(batch.mostBytes() + 1);
            if (body.length > batch.mostBytes()) {
                throw HttpProblem.tooLarge(
                        "Batch too large, limit is " + batch.mostBytes() + " bytes");
            }
            GeocodingServer.send(request, response, batch.answer(body));
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
        GeocodingServer.send(request, response, status(ready ? "READY" : otherwise));
    }

    static boolean isReady(Geocoding geocoder) {
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
        return new JsonBuffer().startObject().key("status").value(word).endObject().toBytes();
    }

    private byte[] health() {
        Manifest manifest = geocoder.manifest();
        JsonBuffer json = new JsonBuffer();
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
                .value(Version.current())
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
