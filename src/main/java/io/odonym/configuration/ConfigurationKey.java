package io.odonym.configuration;

/**
 * The configuration keys with their defaults and descriptions. The table in docs/configuration.md
 * repeats this list; a test compares both.
 */
public enum ConfigurationKey {
    /** See {@link Configuration#host}. */
    HOST("host", "0.0.0.0", "Address that the server listens on"),
    /** See {@link Configuration#port}. */
    PORT("port", "7878", "Port that the server listens on; 0 selects a free port"),
    /** See {@link Configuration#index}. */
    INDEX(
            "index",
            "",
            "Folder of the index; empty: `.odonym/index`, built from `index-data/` at the first"
                    + " start"),
    /** See {@link Configuration#attribution}. */
    ATTRIBUTION("attribution", "BAN", "Value of `attribution` in responses"),
    /** See {@link Configuration#licence}. */
    LICENCE("licence", "ETALAB-2.0", "Value of `licence` in responses"),
    /** See {@link Configuration#filters}. */
    FILTERS(
            "filters",
            "type,citycode,postcode",
            "Names of the filter parameters, separated by commas"),
    /** See {@link Configuration#filterSeparator}. */
    FILTER_SEPARATOR(
            "filter-separator",
            " ",
            "Separator of several values in one filter parameter; empty: one value only"),
    /** See {@link Configuration#queryLength}. */
    QUERY_LENGTH(
            "query-length",
            "200",
            "Maximum length of a query, in characters, after folding to ASCII"),
    /** See {@link Configuration#improve}. */
    IMPROVE(
            "improve",
            "false",
            "`true`: searches are improved unless the request says `improve=false`"),
    /** See {@link UploadLimits#bytes}. */
    UPLOAD_SIZE("upload-size", "1073741824", "Maximum size of an upload, in bytes"),
    /** See {@link UploadLimits#rows}. */
    CSV_ROWS("csv-rows", "10000000", "Maximum number of rows of an uploaded CSV file"),
    /** See {@link UploadLimits#rejectLongRows}. */
    CSV_REFUSE_LONG_ROWS(
            "csv-refuse-long-rows",
            "false",
            "`true`: one row over `query-length` rejects the whole file with 413, as in addok"),
    /** See {@link UploadLimits#escapeFormulas}. */
    CSV_ESCAPE_FORMULAS(
            "csv-escape-formulas",
            "false",
            "`true`: formulas in result files are escaped unless the form says"
                    + " `escape_formulas=false`"),
    /** See {@link UploadLimits#batchSize}. */
    BATCH_SIZE("batch-size", "1000", "Maximum number of requests in one `POST /batch`"),
    /** See {@link ConnectionLimits#connections}. */
    CONNECTIONS(
            "connections",
            "0",
            "Maximum number of open connections; further ones wait; 0: as many as the"
                    + " process's file descriptors allow"),
    /** See {@link ConnectionLimits#urlBytes}. */
    URL_SIZE("url-size", "8192", "Maximum size of a request line, in bytes"),
    /** See {@link ConnectionLimits#headerBytes}. */
    HEADER_SIZE("header-size", "16384", "Maximum size of the headers of a request, in bytes"),
    /** See {@link ConnectionLimits#idleTimeout}. */
    IDLE_TIMEOUT(
            "idle-timeout",
            "300",
            "Seconds without any byte in or out after which a connection is closed"),
    /** See {@link DrainOptions#delay}. */
    DRAIN_DELAY(
            "drain-delay",
            "2",
            "Seconds after SIGTERM in which the server still accepts connections while"
                    + " `/health/ready` already answers 503"),
    /** See {@link DrainOptions#timeout}. */
    DRAIN_TIMEOUT(
            "drain-timeout",
            "25",
            "Seconds that in-flight requests have to finish after `drain-delay`"),
    /** See {@link ConnectionLimits#searchTimeout}. */
    SEARCH_TIMEOUT(
            "search-timeout", "10000", "Milliseconds after which a search is aborted with 503"),
    /** See {@link RequestLogOptions#json}. */
    LOG_FORMAT("log-format", "text", "Format of log lines: `text` or `json`"),
    /** See {@link RequestLogOptions#access}. */
    LOG_ACCESS("log-access", "false", "`true`: logs every request, without its parameters"),
    /** See {@link RequestLogOptions#queries}. */
    LOG_QUERIES("log-queries", "false", "`true`: logs every query with its first result"),
    /** See {@link RequestLogOptions#notFound}. */
    LOG_NOT_FOUND("log-not-found", "false", "`true`: logs every query without a result"),
    /** See {@link RequestLogOptions#slowMilliseconds}. */
    SLOW_QUERIES(
            "slow-queries",
            "0",
            "Logs every query that takes longer than this, in milliseconds; 0: none"),
    /** See {@link RequestLogOptions#queryText}. */
    LOG_QUERY_TEXT(
            "log-query-text",
            "full",
            "Form of the query text in log lines: `off`, `hashed`, `truncated` or `full`"),
    /** See {@link RequestLogOptions#spanQueryText}. */
    SPAN_QUERY_TEXT(
            "span-query-text",
            "off",
            "Form of the query text in spans: `off`, `hashed`, `truncated` or `full`"),
    /** See {@link TelemetryOptions#strict}. */
    TELEMETRY_STRICT(
            "telemetry-strict",
            "false",
            "`true`: an invalid `OTEL_` variable aborts the start with exit code 2; `false`: the"
                    + " server starts and sends nothing"),
    /** See {@link TelemetryOptions#spansPerSecond}. */
    TRACE_SPANS(
            "trace-spans",
            "20000",
            "Maximum number of spans a second; requests above it are not traced, which bounds"
                    + " the cost of tracing on a busy server; 0: no limit"),
    /** See {@link Configuration#tiles}. */
    TILES_URL(
            "tiles-url",
            "",
            "URL template of the map tiles of the page at `/`, with `{z}`, `{x}`, `{y}` and"
                    + " optionally `{s}`; empty: a plain grid without any external request"),
    /** See {@link Configuration#tiles}. */
    TILES_ATTRIBUTION("tiles-attribution", "", "Attribution of the map tiles, in HTML"),
    /** See {@link AdminOptions#watch}. */
    INDEX_WATCH(
            "index-watch",
            "0",
            "Seconds between checks whether `index` contains, or links to, another index, which is"
                    + " then swapped in; 0: never"),
    /** See {@link AdminOptions#token}. */
    ADMIN_TOKEN(
            "admin-token",
            "",
            "Token that remote requests for `/admin/` need in `Authorization: Bearer`; empty: such"
                    + " requests are rejected"),
    /** See {@link OverloadOptions#delay}. */
    OVERLOAD_DELAY(
            "overload-delay",
            "4",
            "Acceptable queueing delay in milliseconds, above which some requests are rejected with"
                    + " 503; 0: never"),
    /** See {@link OverloadOptions#queue}. */
    OVERLOAD_QUEUE(
            "overload-queue", "100", "Maximum number of queued requests, whatever their delay"),
    /** See {@link OverloadOptions#files}. */
    CSV_FILES("csv-files", "16", "Maximum number of CSV files processed at once"),
    /** See {@link OverloadOptions#fileWait}. */
    CSV_WAIT(
            "csv-wait",
            "5000",
            "Milliseconds that a further CSV file waits before it is rejected with 503"),
    /** See {@link Configuration#warmUp}. */
    WARM_UP(
            "warm-up",
            "30",
            "Maximum duration of the warm-up after the start, in seconds; the server then searches"
                    + " for places of its index at low priority; 0: no warm-up");

    private final String property;
    private final String defaultValue;
    private final String description;

    ConfigurationKey(String property, String defaultValue, String description) {
        this.property = property;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The name of the key in a properties file. */
    public String property() {
        return property;
    }

    /** The name of the environment variable. */
    public String variable() {
        return Configuration.VARIABLE_PREFIX + name();
    }

    /** The value of a key that is not set. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Whether the value is masked wherever configuration is printed. */
    public boolean isSecret() {
        return this == ADMIN_TOKEN;
    }

    /** The description, in one line of Markdown. */
    public String description() {
        return description;
    }
}
