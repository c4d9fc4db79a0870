package io.odonym.http.exchange;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.odonym.geocode.Geocoder;
import io.odonym.geocode.IndexLease;
import io.odonym.http.connection.MemoryBudget;
import io.opentelemetry.context.Context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Runs the searches of batches on a pool of low-priority threads, so that they do not delay single
 * requests. A batch has only a few searches in progress. Its response is streamed, and the memory
 * that it needs is reserved before the first search. Thread-safe.
 */
public final class BatchRunner {

    /** The number of searches in one task of the pool; such a task takes about a millisecond. */
    private static final int SEARCHES_PER_TASK = 4;

    /** The number of tasks of one batch that are queued, running, or finished but not written. */
    private static final int MAX_TASKS = 3;

    /** The size of a feature in a response, in bytes; most features are smaller. */
    private static final int BYTES_PER_FEATURE = 2048;

    private final Geocoder geocoder;
    private final ExecutorService executor;

    /**
     * Creates a runner.
     *
     * @param executor runs the searches of all batches at low priority; the caller closes it
     */
    public BatchRunner(Geocoder geocoder, ExecutorService executor) {
        this.geocoder = geocoder;
        this.executor = executor;
    }

    /**
     * Runs searches on the current index and sends their results.
     *
     * @param searches return their result as JSON in UTF-8; they throw no exceptions
     * @param maxFeatures the maximum number of features in a result
     * @param held the memory of the request
     * @throws CloseConnectionException if the client closes the connection
     */
    public void run(
            ServerRequest request,
            ServerResponse response,
            List<Function<IndexLease, byte[]>> searches,
            int maxFeatures,
            MemoryBudget.Reservation held) {
        long results = Math.min(searches.size(), MAX_TASKS * SEARCHES_PER_TASK);
        held.add(BatchResponseWriter.BUFFER_BYTES + results * maxFeatures * BYTES_PER_FEATURE);
        BatchResponseWriter out = new BatchResponseWriter(request, response);
        Queue<Future<List<byte[]>>> inProgress = new ArrayDeque<>();
        Context context = Context.current();
        try (IndexLease lease = geocoder.lease()) {
            int next = 0;
            while (next < searches.size() || !inProgress.isEmpty()) {
                while (next < searches.size() && inProgress.size() < MAX_TASKS) {
                    int end = Math.min(searches.size(), next + SEARCHES_PER_TASK);
                    List<Function<IndexLease, byte[]>> part = searches.subList(next, end);
                    inProgress.add(executor.submit(context.wrap(() -> search(part, lease))));
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

    private static List<byte[]> search(List<Function<IndexLease, byte[]>> part, IndexLease lease) {
        return part.stream().map(search -> search.apply(lease)).toList();
    }
}
