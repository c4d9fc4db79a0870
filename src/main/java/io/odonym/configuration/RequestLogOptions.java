package io.odonym.configuration;

/**
 * Which lines requests write to the log; addok 1.3.2 calls them LOG_QUERIES, LOG_NOT_FOUND and
 * SLOW_QUERIES. Addresses are written only where one of the last three asks for it.
 *
 * @param json whether a line is JSON, else text
 * @param access a line for every request: method, path, status, milliseconds
 * @param queries a line for every query with its first result
 * @param notFound a line for every query that finds nothing
 * @param slowMilliseconds a line for every query that takes longer than this; 0 for none
 * @param text how these lines show a query's text
 * @param spanText how spans show it
 */
public record RequestLogOptions(
        boolean json,
        boolean access,
        boolean queries,
        boolean notFound,
        int slowMilliseconds,
        QueryTextVisibility text,
        QueryTextVisibility spanText) {

    public RequestLogOptions {
        if (slowMilliseconds < 0) {
            throw new ConfigurationException("slow-queries " + slowMilliseconds + " is below 0");
        }
    }
}
