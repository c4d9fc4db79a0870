package io.odonym.geocode;

/**
 * Thrown when a query has more characters than {@link GeocoderOptions#maxQueryLength()} allows. The
 * message is addok's (1.3.2, {@code helpers/text.check_query_length}) and is safe to show to
 * clients.
 */
public final class QueryLengthException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception without a stack trace, because it reports an error of the client.
     *
     * @param message the length of the query and the limit, in characters
     */
    public QueryLengthException(String message) {
        super(message, null, false, false);
    }
}
