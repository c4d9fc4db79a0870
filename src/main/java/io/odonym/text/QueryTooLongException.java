package io.odonym.text;

/**
 * A query of more characters than a search takes; the message is addok's (1.3.2,
 * helpers/text.check_query_length).
 */
public final class QueryTooLongException extends RuntimeException {

    /**
     * A query that is too long.
     *
     * @param length how many characters it has once folded
     * @param limit how many it may have
     */
    public QueryTooLongException(int length, int limit) {
        super("Query too long, " + length + " chars, limit is " + limit);
    }
}
