package io.odonym.http.exchange;

import io.helidon.webserver.http.ServerRequest;
import io.odonym.http.connection.ClientRateLimiter;
import io.odonym.http.connection.ClientRateLimiter.Resource;

/**
 * Rejects requests from clients that exceed one of the limits that apply to each client address.
 * Thread-safe.
 *
 * @param limiter counts what each client uses
 */
public record ClientAllowance(ClientRateLimiter limiter) {

    /**
     * Takes one request from the client's allowance of requests per second.
     *
     * @return the number of seconds after which the client may send the request again; 0 if it may
     *     do so now. No exception is thrown, because the server may reject many requests
     */
    public long acquireRequest(ServerRequest request) {
        return limiter.acquire(Resource.REQUESTS, request, 1);
    }

    /**
     * Takes the searches of a batch from the client's allowance.
     *
     * @throws HttpErrorException 429 if fewer searches are left; 413 if the batch exceeds the limit
     */
    public void acquireSearches(ServerRequest request, long searches) {
        acquire(Resource.BATCH_SEARCHES, request, searches, "searches in batches");
    }

    /**
     * Takes the rows of a file from the client's allowance.
     *
     * @param rows the number of rows; 0 tests whether any rows are left
     * @throws HttpErrorException 429 if fewer rows are left; 413 if the file exceeds the limit
     */
    public void acquireRows(ServerRequest request, long rows) {
        acquire(Resource.ROWS, request, rows, "rows");
    }

    private void acquire(Resource resource, ServerRequest request, long amount, String unit) {
        int limit = limiter.limit(resource);
        if (limit == 0) {
            return;
        }
        if (amount > limit) {
            throw HttpErrorException.contentTooLarge(
                    "Too many " + unit + ", limit is " + limit + " per hour");
        }
        long wait = limiter.acquire(resource, request, amount);
        if (wait > 0) {
            throw HttpErrorException.tooManyRequests(limit + " " + unit + " per hour", wait);
        }
    }

    /**
     * Returns the error for a client that exceeds the limit of requests per second.
     *
     * @param seconds the result of {@link #acquireRequest}
     */
    public HttpErrorException tooManyRequests(long seconds) {
        return HttpErrorException.tooManyRequests(
                limiter.limit(Resource.REQUESTS) + " requests per second", seconds);
    }
}
