package io.odonym.http.api;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.geocode.IndexLease;
import io.odonym.geocode.QueryLengthException;
import io.odonym.http.connection.AdmissionControl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Handles {@code POST /batch}, which runs up to a configured number of searches in one request, all
 * on the same index. {@link BatchReader} describes the request body. The response lists the results
 * in the order of the searches. The result of a failed search has a title, a description and a
 * status instead of features. Thread-safe.
 */
public final class BatchHandler {

    private static final long BYTES_PER_SEARCH = 4096;

    private final SearchHandler searches;
    private final AdmissionControl admission;
    private final ClientAllowance allowance;
    private final BatchReader reader;
    private final int maxBytes;

    /**
     * Creates the handler.
     *
     * @param searches runs the searches
     * @param admission receives the duration of each search
     * @param allowance limits the searches of each client
     * @param maxSearches the maximum number of searches in a batch; the body may have up to 4 kB
     *     per search
     */
    public BatchHandler(
            SearchHandler searches,
            AdmissionControl admission,
            ClientAllowance allowance,
            int maxSearches) {
        this.searches = searches;
        this.allowance = allowance;
        this.admission = admission;
        this.reader = new BatchReader(maxSearches);
        this.maxBytes = (int) Math.min(Integer.MAX_VALUE - 1L, maxSearches * BYTES_PER_SEARCH);
    }

    /** Registers the route of this handler. */
    public void register(HttpRouting.Builder routing) {
        RouteRegistrar.post(routing, "/batch", this::batch);
    }

    private void batch(ServerRequest request, ServerResponse response) throws IOException {
        try (InputStream in = request.content().inputStream()) {
            byte[] body = in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw HttpErrorException.contentTooLarge(
                        "Batch too large, limit is " + maxBytes + " bytes");
            }
            List<RequestParameters> batch = reader.read(body);
            allowance.acquireSearches(request, batch.size());
            ResponseSender.sendJson(request, response, run(batch));
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException closed) {
            throw new CloseConnectionException(
                    "the client closed the connection before the end of its batch", closed);
        }
    }

    private byte[] run(List<RequestParameters> batch) {
        try (IndexLease lease = searches.lease()) {
            return run(batch, searches.withLease(lease));
        }
    }

    private byte[] run(List<RequestParameters> batch, SearchHandler leased) {
        JsonWriter json = new JsonWriter().startObject().key("results").startArray();
        for (RequestParameters parameters : batch) {
            // Yields so that queued single searches can run between two searches of a batch.
            Thread.yield();
            long start = System.nanoTime();
            try {
                json.rawValue(
                        parameters.text("q").isPresent()
                                ? leased.search(parameters)
                                : leased.reverse(parameters));
            } catch (HttpErrorException error) {
                write(error, json);
            } catch (QueryLengthException tooLong) {
                write(HttpErrorException.contentTooLarge(tooLong.getMessage()), json);
            }
            admission.charge(System.nanoTime() - start);
        }
        return json.endArray().endObject().toBytes();
    }

    private static void write(HttpErrorException error, JsonWriter json) {
        json.startObject().key("title").value(error.title());
        if (!error.description().isEmpty()) {
            json.key("description").value(error.description());
        }
        json.key("status").value(error.status()).endObject();
    }
}
