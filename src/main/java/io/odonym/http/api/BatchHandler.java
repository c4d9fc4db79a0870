package io.odonym.http.api;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.geocode.IndexLease;
import io.odonym.http.connection.MemoryBudget;
import io.opentelemetry.context.Context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Handles {@code POST /batch}, which runs up to a configured number of searches in one request, all
 * on the same index. {@link BatchRequestParser} describes the request body. The response lists the
 * results in the order of the searches. The result of a failed search has a title, a description
 * and a status instead of features.
 *
 * <p>The searches of all batches share a pool of low-priority threads, so that they do not delay
 * single requests. A batch has only a few searches in progress. Its response is streamed, and the
 * memory that it needs is reserved before the first search. Thread-safe.
 */
public final class BatchHandler {

    private static final int BYTES_PER_SEARCH = 4096;

    private static final int INITIAL_BODY_BYTES = 1 << 13;

    /** The number of searches in one task of the pool; such a task takes about a millisecond. */
    private static final int SEARCHES_PER_TASK = 4;

    /** The number of tasks of one batch that are queued, running, or finished but not written. */
    private static final int MAX_TASKS = 3;

    /** The size of a feature in a response, in bytes; most features are smaller. */
    private static final int BYTES_PER_FEATURE = 2048;

    private final GeocodingHandler searches;
    private final ExecutorService executor;
    private final ClientAllowance allowance;
    private final MemoryBudget memory;
    private final BatchRequestParser reader;
    private final int maxBytes;

    /**
     * Creates the handler.
     *
     * @param searches runs the searches
     * @param executor runs the searches of all batches at low priority; the caller closes it
     * @param allowance limits the searches of each client
     * @param memory limits the memory of all batches
     * @param maxSearches the maximum number of searches in a batch; the body may have up to 4 kB
     *     per search
     */
    public BatchHandler(
            GeocodingHandler searches,
            ExecutorService executor,
            ClientAllowance allowance,
            MemoryBudget memory,
            int maxSearches) {
        this.searches = searches;
        this.executor = executor;
        this.allowance = allowance;
        this.memory = memory;
        this.reader = new BatchRequestParser(maxSearches);
        this.maxBytes =
                (int) Math.min(Integer.MAX_VALUE - 1L, (long) maxSearches * BYTES_PER_SEARCH);
    }

    /** Registers the route of this handler. */
    public void register(HttpRouting.Builder routing) {
        RouteRegistrar.post(routing, "/batch", this::batch);
    }

    private void batch(ServerRequest request, ServerResponse response) throws IOException {
        try (MemoryBudget.Reservation held = memory.open(request)) {
            List<RequestParameters> batch = read(request, held);
            allowance.acquireSearches(request, batch.size());
            held.add(responseBytes(batch));
            run(batch, new BatchResponseWriter(request, response));
        }
    }

    private List<RequestParameters> read(ServerRequest request, MemoryBudget.Reservation held)
            throws IOException {
        try {
            // The stream is deliberately left open: closing it would make Helidon wait for the rest
            // of a body that is too large.
            return reader.read(readBody(request.content().inputStream(), held), held::add);
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException closed) {
            throw new CloseConnectionException(
                    "the client closed the connection before the end of its batch", closed);
        }
    }

    /**
     * Reads the body. Memory is reserved as the body arrives, regardless of the announced length.
     */
    private byte[] readBody(InputStream in, MemoryBudget.Reservation held) throws IOException {
        held.add(INITIAL_BODY_BYTES);
        byte[] body = new byte[INITIAL_BODY_BYTES];
        int length = 0;
        while (true) {
            int count = in.read(body, length, body.length - length);
            if (count < 0) {
                return Arrays.copyOf(body, length);
            }
            length += count;
            if (length > maxBytes) {
                throw HttpErrorException.contentTooLarge(
                        "Batch too large, limit is " + maxBytes + " bytes");
            }
            if (length == body.length) {
                held.add(body.length);
                body = Arrays.copyOf(body, 2 * body.length);
            }
        }
    }

    /**
     * Returns the number of bytes to reserve for the results of a batch that are in memory at the
     * same time.
     */
    private static long responseBytes(List<RequestParameters> batch) {
        int features = 0;
        for (RequestParameters parameters : batch) {
            features =
                    Math.max(
                            features,
                            parameters.text("limit").isPresent()
                                    ? GeocodingHandler.MAX_LIMIT
                                    : GeocodingHandler.DEFAULT_SEARCH_LIMIT);
        }
        int held = Math.min(batch.size(), MAX_TASKS * SEARCHES_PER_TASK);
        return BatchResponseWriter.BUFFER_BYTES + (long) held * features * BYTES_PER_FEATURE;
    }

    private void run(List<RequestParameters> batch, BatchResponseWriter out) {
        Queue<Future<List<byte[]>>> inProgress = new ArrayDeque<>();
        Context context = Context.current();
        try (IndexLease lease = searches.lease()) {
            GeocodingHandler leased = searches.withLease(lease);
            int next = 0;
            while (next < batch.size() || !inProgress.isEmpty()) {
                while (next < batch.size() && inProgress.size() < MAX_TASKS) {
                    int end = Math.min(batch.size(), next + SEARCHES_PER_TASK);
                    List<RequestParameters> part = batch.subList(next, end);
                    inProgress.add(executor.submit(context.wrap(() -> search(part, leased))));
                    next = end;
                }
                for (byte[] result : await(inProgress.element(), out)) {
                    out.write(result);
                }
                inProgress.remove();
            }
            out.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("the batch was interrupted", interrupted);
        } catch (IOException | UncheckedIOException closed) {
            throw new CloseConnectionException("the client closed the connection", closed);
        } catch (ExecutionException failure) {
            if (out.isStarted()) {
                throw new CloseConnectionException("a search failed", failure.getCause());
            }
            throw new IllegalStateException("a search of the batch failed", failure.getCause());
        } finally {
            inProgress.forEach(future -> future.cancel(true));
        }
    }

    /** Waits for a result. Meanwhile, checks regularly whether the client is still connected. */
    private static List<byte[]> await(Future<List<byte[]>> task, BatchResponseWriter out)
            throws InterruptedException, ExecutionException, IOException {
        while (true) {
            try {
                return task.get(BatchResponseWriter.CHECK_INTERVAL_NANOS, TimeUnit.NANOSECONDS);
            } catch (TimeoutException running) {
                out.checkConnection();
            }
        }
    }

    private static List<byte[]> search(List<RequestParameters> part, GeocodingHandler leased) {
        return part.stream().map(parameters -> search(parameters, leased)).toList();
    }

    private static byte[] search(RequestParameters parameters, GeocodingHandler leased) {
        try {
            return parameters.text("q").isPresent()
                    ? leased.search(parameters)
                    : leased.reverse(parameters);
        } catch (RuntimeException failure) {
            return json(HttpErrorException.of(failure).orElseThrow(() -> failure));
        }
    }

    private static byte[] json(HttpErrorException error) {
        JsonWriter json = new JsonWriter().startObject().key("title").value(error.title());
        if (!error.description().isEmpty()) {
            json.key("description").value(error.description());
        }
        return json.key("status").value(error.status()).endObject().toBytes();
    }
}
