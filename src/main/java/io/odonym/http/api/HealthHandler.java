package io.odonym.http.api;

import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.configuration.ProgramVersion;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.IndexReloader;
import io.odonym.geocode.ReloadResult;
import io.odonym.geocode.SearchRequest;
import io.odonym.http.connection.RequestDrain;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.http.exchange.ResponseSender;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.index.store.IndexManifest;
import io.odonym.model.JsonObject.JsonNull;

import java.time.temporal.ChronoUnit;

/** Handles {@code /health}, {@code /health/live} and {@code /health/ready}. Thread-safe. */
public final class HealthHandler {

    private static final SearchRequest PROBE = SearchRequest.of("rue de la mairie", 1);

    private final Geocoder geocoder;
    private final IndexReloader indexReloader;
    private final RequestDrain drain;

    /**
     * Creates the handler.
     *
     * @param indexReloader provides the result of the latest reload
     * @param drain reports whether the server is shutting down
     */
    public HealthHandler(Geocoder geocoder, IndexReloader indexReloader, RequestDrain drain) {
        this.geocoder = geocoder;
        this.indexReloader = indexReloader;
        this.drain = drain;
    }

    /** Registers the routes of this handler. */
    public void register(HttpRouting.Builder routing) {
        RouteRegistrar.json(routing, "/health", _ -> health());
        RouteRegistrar.json(routing, "/health/live", _ -> status("LIVE"));
        RouteRegistrar.get(routing, "/health/ready", this::ready);
    }

    /**
     * Runs a probe search.
     *
     * @return whether the search completed without an exception or a fault in a memory-mapped file,
     *     even if it found nothing
     */
    public static boolean isSearchable(Geocoder geocoder) {
        try {
            geocoder.search(PROBE);
            return true;
        } catch (RuntimeException | InternalError failure) {
            // The JVM throws an InternalError if a mapped file is shorter than its mapping.
            return false;
        }
    }

    /**
     * Reports that the server is ready if a probe search succeeds and the server is not draining.
     */
    private void ready(ServerRequest request, ServerResponse response) {
        boolean ready = !drain.isDraining() && isSearchable(geocoder);
        if (!ready) {
            response.status(Status.SERVICE_UNAVAILABLE_503);
        }
        String notReady = drain.isDraining() ? "DRAINING" : "NOT READY";
        ResponseSender.sendJson(request, response, status(ready ? "READY" : notReady));
    }

    private static byte[] status(String status) {
        return new JsonWriter().startObject().key("status").value(status).endObject().toBytes();
    }

    private byte[] health() {
        IndexManifest manifest = geocoder.manifest();
        JsonWriter json = new JsonWriter().startObject();
        json.key("status").value("HEALTHY");
        json.key("documents").value(manifest.documents());
        json.key("house_numbers").value(manifest.houseNumbers());
        boolean dated = manifest.dataDate().date().isPresent();
        json.key("data_date").value(dated ? manifest.dataDate().text() : JsonNull.NULL);
        json.key("data_date_source").value(manifest.dataDate().source().key());
        json.key("index_created").value(manifest.created());
        json.key("version").value(ProgramVersion.current());
        json.key("java").value(Runtime.version().toString());
        indexReloader.lastResult().ifPresent(reload -> write(reload, json));
        return json.endObject().toBytes();
    }

    /**
     * Writes the outcome of the latest reload. If the index was rejected, the reason is omitted,
     * because it names local files; the log contains it.
     */
    private static void write(ReloadResult reload, JsonWriter json) {
        json.key("last_reload").value(reload.swapped() ? "SWAPPED" : "REFUSED");
        json.key("last_reload_at")
                .value(reload.finishedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
