package io.odonym.http.exchange;

import io.odonym.configuration.QueryTextVisibility;
import io.odonym.configuration.RequestLogOptions;
import io.odonym.geocode.GeocodeResponse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Writes optional log lines for requests: an access log, all queries, queries without results, and
 * slow queries. The last three correspond to addok's LOG_QUERIES, LOG_NOT_FOUND and SLOW_QUERIES.
 * Control characters in client input are replaced, so that a query cannot forge a log line.
 * Thread-safe.
 */
public final class RequestLog {

    private static final Logger LOG = System.getLogger("io.odonym.requests");
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final RequestLogOptions options;

    /** Creates a log that writes the lines that the options enable. */
    public RequestLog(RequestLogOptions options) {
        this.options = options;
    }

    /**
     * Writes the log lines of a search that the options enable.
     *
     * @param nanoseconds the duration of the search
     */
    public void logSearch(String query, GeocodeResponse response, long nanoseconds) {
        if (options.queries()) {
            String first =
                    response.features().isEmpty() ? "-" : response.features().getFirst().label();
            LOG.log(
                    Level.INFO,
                    "query \""
                            + visible(query)
                            + "\": "
                            + (isTextVisible() ? first : resultCount(response)));
        }
        if (options.notFound() && response.features().isEmpty()) {
            LOG.log(Level.INFO, "not found \"" + visible(query) + "\"");
        }
        double milliseconds = nanoseconds / NANOS_PER_MILLISECOND;
        if (options.slowMilliseconds() > 0 && milliseconds > options.slowMilliseconds()) {
            LOG.log(
                    Level.INFO,
                    "slow query \"%s\": %.1f ms".formatted(visible(query), milliseconds));
        }
    }

    private String visible(String query) {
        return replaceControlCharacters(options.queryText().format(query));
    }

    /** Returns whether result labels may be logged. A label reveals as much as the query itself. */
    private boolean isTextVisible() {
        return options.queryText() == QueryTextVisibility.FULL;
    }

    private static String resultCount(GeocodeResponse response) {
        return response.features().size() + " results";
    }

    /** Returns whether the access log is enabled. */
    public boolean isAccessLogEnabled() {
        return options.access();
    }

    /**
     * Writes a line of the access log.
     *
     * @param nanoseconds the time from the request to the end of the response
     */
    public void logRequest(String method, String path, int status, long nanoseconds) {
        LOG.log(
                Level.INFO,
                "%s %s %d %.1f ms"
                        .formatted(
                                replaceControlCharacters(method),
                                replaceControlCharacters(path),
                                status,
                                nanoseconds / NANOS_PER_MILLISECOND));
    }

    /** Replaces each control character with a space. */
    public static String replaceControlCharacters(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints()
                .map(letter -> Character.isISOControl(letter) ? ' ' : letter)
                .forEach(replaced::appendCodePoint);
        return replaced.toString();
    }
}
