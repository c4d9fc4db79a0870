package io.odonym.http.api;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.geocode.IndexLease;
import io.odonym.http.connection.MemoryBudget;
import io.odonym.http.exchange.BatchBody;
import io.odonym.http.exchange.BatchRunner;
import io.odonym.http.exchange.ClientAllowance;
import io.odonym.http.exchange.HttpErrorException;
import io.odonym.http.exchange.JsonWriter;
import io.odonym.http.exchange.RouteRegistrar;
import io.odonym.http.geoplateforme.BatchElement;
import io.odonym.model.JsonObject;
import io.odonym.model.JsonObject.JsonNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Handles {@code POST /batch}, which runs up to a configured number of searches in one request, all
 * on the same index. Each element holds the parameters of {@code /search}, or those of {@code
 * /reverse} if it has no {@code q}. An element with the member {@code operation} has the form of
 * the Géoplateforme's batches, see {@link BatchElement}. The response lists the results in the
 * order of the searches. The result of a failed search has a title, a description and a status
 * instead of features. Thread-safe.
 */
public final class BatchHandler {

    private static final int BYTES_PER_SEARCH = 4096;

    private final GeocodingHandler searches;
    private final BatchElement.Reader elements;
    private final BatchRunner runner;
    private final ClientAllowance allowance;
    private final MemoryBudget memory;
    private final int maxSearches;
    private final int maxBytes;

    /**
     * Creates the handler.
     *
     * @param searches runs the searches
     * @param elements reads and runs the searches that have the form of the Géoplateforme
     * @param allowance limits the searches of each client
     * @param memory limits the memory of all batches
     * @param maxSearches the maximum number of searches in a batch; the body may have up to 4 kB
     *     per search
     */
    public BatchHandler(
            GeocodingHandler searches,
            BatchElement.Reader elements,
            BatchRunner runner,
            ClientAllowance allowance,
            MemoryBudget memory,
            int maxSearches) {
        this.searches = searches;
        this.elements = elements;
        this.runner = runner;
        this.allowance = allowance;
        this.memory = memory;
        this.maxSearches = maxSearches;
        this.maxBytes =
                (int) Math.min(Integer.MAX_VALUE - 1L, (long) maxSearches * BYTES_PER_SEARCH);
    }

    /** Registers the route of this handler. */
    public void register(HttpRouting.Builder routing) {
        RouteRegistrar.post(routing, "/batch", this::batch);
    }

    private void batch(ServerRequest request, ServerResponse response) throws IOException {
        try (MemoryBudget.Reservation held = memory.open(request)) {
            BatchBody body = BatchBody.read(request, maxBytes, held);
            if (body.requests().size() > maxSearches) {
                throw HttpErrorException.contentTooLarge(
                        "Too many requests, limit is " + maxSearches);
            }
            allowance.acquireSearches(request, body.requests().size());
            int maxFeatures = GeocodingHandler.DEFAULT_SEARCH_LIMIT;
            List<Function<IndexLease, byte[]>> batch = new ArrayList<>();
            for (Object element : body.requests()) {
                if (BatchElement.isIn(element)) {
                    batch.add(elements.read((JsonObject) element, body.members()));
                } else {
                    maxFeatures = Math.max(maxFeatures, maxFeatures(element));
                    batch.add(lease -> search(element, lease));
                }
            }
            runner.run(request, response, batch, maxFeatures, held);
        }
    }

    private static int maxFeatures(Object element) {
        return element instanceof JsonObject request && request.get("limit").isPresent()
                ? GeocodingHandler.MAX_LIMIT
                : GeocodingHandler.DEFAULT_SEARCH_LIMIT;
    }

    private byte[] search(Object element, IndexLease lease) {
        try {
            RequestParameters parameters = parameters(element);
            GeocodingHandler leased = searches.withLease(lease);
            return parameters.text("q").isPresent()
                    ? leased.search(parameters)
                    : leased.reverse(parameters);
        } catch (RuntimeException failure) {
            return json(HttpErrorException.of(failure).orElseThrow(() -> failure));
        }
    }

    private static RequestParameters parameters(Object element) {
        if (!(element instanceof JsonObject request)) {
            throw HttpErrorException.badRequest("Invalid request", "It is not an object.");
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < request.keys().size(); i++) {
            String name = request.keys().get(i);
            Object value = request.values().get(i);
            List<String> texts = new ArrayList<>();
            for (Object item : value instanceof List<?> list ? list : List.of(value)) {
                if (item instanceof JsonObject || item instanceof List<?>) {
                    throw HttpErrorException.invalidParameter(
                            name, "The value is not a string or a number.");
                }
                if (item != JsonNull.NULL) {
                    texts.add(item.toString());
                }
            }
            if (!texts.isEmpty()) {
                parameters.put(name, texts);
            }
        }
        return RequestParameters.of(parameters);
    }

    private static byte[] json(HttpErrorException error) {
        JsonWriter json = new JsonWriter().startObject().key("title").value(error.title());
        if (!error.description().isEmpty()) {
            json.key("description").value(error.description());
        }
        return json.key("status").value(error.status()).endObject().toBytes();
    }
}
