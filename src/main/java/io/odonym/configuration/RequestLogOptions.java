package io.odonym.configuration;

/**
 * Options of the request logs (addok 1.3.2: LOG_QUERIES, LOG_NOT_FOUND, SLOW_QUERIES). Log lines
 * contain addresses only if {@code queries}, {@code notFound} or {@code slowMilliseconds} enables
 * them.
 *
 * @param json whether log lines are JSON instead of text
 * @param access whether to write a line for every request, with method, path, status and
 *     milliseconds
 * @param queries whether to write a line for every query, with its first result
 * @param notFound whether to write a line for every query without a result
 * @param slowMilliseconds duration above which a line is written for a query; 0 to disable these
 *     lines
 * @param queryText how log lines show the text of a query
 * @param spanQueryText how spans show the text of a query
 */
public record RequestLogOptions(
        boolean json,
        boolean access,
        boolean queries,
        boolean notFound,
        int slowMilliseconds,
        QueryTextVisibility queryText,
        QueryTextVisibility spanQueryText) {

    public RequestLogOptions {
        if (slowMilliseconds < 0) {
            throw new ConfigurationException("slow-queries " + slowMilliseconds + " is below 0");
        }
    }

    static RequestLogOptions of(ConfigurationValues values) {
        return new RequestLogOptions(
                isJson(values),
                values.flag(ConfigurationKey.LOG_ACCESS),
                values.flag(ConfigurationKey.LOG_QUERIES),
                values.flag(ConfigurationKey.LOG_NOT_FOUND),
                values.integer(ConfigurationKey.SLOW_QUERIES),
                QueryTextVisibility.of(ConfigurationKey.LOG_QUERY_TEXT, values),
                QueryTextVisibility.of(ConfigurationKey.SPAN_QUERY_TEXT, values));
    }

    private static boolean isJson(ConfigurationValues values) {
        return switch (values.text(ConfigurationKey.LOG_FORMAT)) {
            case "text" -> false;
            case "json" -> true;
            default ->
                    throw values.invalid(ConfigurationKey.LOG_FORMAT, "is neither text nor json");
        };
    }
}
