package io.odonym.http.api;

import io.odonym.configuration.QueryTextVisibility;
import io.odonym.configuration.RequestLogOptions;
import io.odonym.geocode.GeocodeResponse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The lines that requests write where the configuration asks for them, as addok's LOG_QUERIES,
 * LOG_NOT_FOUND and SLOW_QUERIES; and a line for every request. An end of line in a query cannot
 * begin a line of the log.
 */
public final class QueryLog {

    private static final Logger LOG = System.getLogger("io.odonym.requests");
    private static final double NANOSECONDS_IN_A_MILLISECOND = 1e6;

    private final RequestLogOptions wanted;

    public QueryLog(RequestLogOptions wanted) {
        this.wanted = wanted;
    }

    void searched(String query, GeocodeResponse answer, long nanoseconds) {
        if (wanted.queries()) {
            String first = answer.features().isEmpty() ? "-" : answer.features().getFirst().label();
            LOG.log(
                    Level.INFO,
                    "query \"" + shown(query) + "\": " + (isTextShown() ? first : found(answer)));
        }
        if (wanted.notFound() && answer.features().isEmpty()) {
            LOG.log(Level.INFO, "not found \"" + shown(query) + "\"");
        }
        double milliseconds = nanoseconds / NANOSECONDS_IN_A_MILLISECOND;
        if (wanted.slowMilliseconds() > 0 && milliseconds > wanted.slowMilliseconds()) {
            LOG.log(Level.INFO, "slow query \"%s\": %.1f ms".formatted(shown(query), milliseconds));
        }
    }

    private String shown(String query) {
        return printable(wanted.queryText().format(query));
    }

    /** A result says as much as its query. */
    private boolean isTextShown() {
        return wanted.queryText() == QueryTextVisibility.FULL;
    }

    private static String found(GeocodeResponse answer) {
        return answer.features().size() + " results";
    }

    public boolean isAccessWanted() {
        return wanted.access();
    }

    public void answered(String method, String path, int status, long nanoseconds) {
        LOG.log(
                Level.INFO,
                "%s %s %d %.1f ms"
                        .formatted(
                                printable(method),
                                printable(path),
                                status,
                                nanoseconds / NANOSECONDS_IN_A_MILLISECOND));
    }

    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints()
                .map(letter -> Character.isISOControl(letter) ? ' ' : letter)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }
}
