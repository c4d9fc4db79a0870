package io.odonym.text;

/**
 * A query that exceeds the length limit. The message is addok's (1.3.2,
 * helpers/text.check_query_length).
 */
public final class QueryTooLongException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param length length of the folded query, in characters
     * @param limit maximum length, in characters
     */
    public QueryTooLongException(int length, int limit) {
        super("Query too long, " + length + " chars, limit is " + limit);
    }
}
