package io.odonym.text;

/**
 * Thrown if a query exceeds the length limit. The message is the same as in addok 1.3.2
 * (helpers/text.check_query_length).
 */
public final class TextLengthException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param length the length of the folded query, in characters
     * @param limit the maximum length, in characters
     */
    public TextLengthException(int length, int limit) {
        super("Query too long, " + length + " chars, limit is " + limit);
    }
}
