package io.odonym.configuration;

/**
 * The keys of the configuration, with what each is for; the table in README.md repeats this list
 * and a test compares them.
 */
public enum ConfigurationKey {
    /** See {@link Configuration#host}. */
    HOST("host", "0.0.0.0", "Address that the server listens on"),
    /** See {@link Configuration#port}. */
    PORT("port", "7878", "Port that the server listens on, 0 for any free one"),
    /** See {@link Configuration#index}. */
    INDEX(
            "index",
            "",
            "Folder of the index; empty: `.odonym/index`, built from `index-data/` on first start"),
    /** See {@link Configuration#attribution}. */
    ATTRIBUTION("attribution", "BAN", "The `attribution` of answers"),
    /** See {@link Configuration#licence}. */
    LICENCE("licence", "ETALAB-2.0", "The `licence` of answers"),
    /** See {@link Configuration#filters}. */
    FILTERS(
            "filters",
            "type,citycode,postcode",
            "Request parameters that filter, separated by commas"),
    /** See {@link Configuration#filterSeparator}. */
    FILTER_SEPARATOR(
            "filter-separator",
            " ",
            "What separates several values in one filter parameter; empty: nothing does"),
    /** See {@link Configuration#queryLength}. */
    QUERY_LENGTH(
            "query-length",
            "200",
            "How many characters a query may have, once folded to plain letters"),
    /** See {@link Configuration#improve}. */
    IMPROVE(
            "improve",
            "false",
            "`true`: searches are improved where the request does not say `improve=false`"),
    /** See {@link UploadLimits#bytes}. */
    UPLOAD_SIZE("upload-size", "1073741824", "How many bytes an upload may have"),
    /** See {@link UploadLimits#rows}. */
    CSV_ROWS("csv-rows", "10000000", "How many rows an uploaded CSV file may have"),
    /** See {@link UploadLimits#refuseLongRows}. */
    CSV_REFUSE_LONG_ROWS(
            "csv-refuse-long-rows",
            "false",
            "`true`: one row over `query-length` refuses the whole file with 413, as addok does"),
    /** See {@link UploadLimits#escapeFormulas}. */
    CSV_ESCAPE_FORMULAS(
            "csv-escape-formulas",
            "false",
            "`true`: files are answered as with `escape_formulas=true` where the form does not say"
                    + " `false`"),
    /** See {@link UploadLimits#batchSize}. */
    BATCH_SIZE("batch-size", "1000", "How many requests one `POST /batch` may hold"),
    /** See {@link ConnectionLimits#most}. */
    CONNECTIONS(
            "connections",
            "0",
            "How many connections may be open at once; others wait; 0: as many as the file"
                    + " descriptors of the process allow"),
    /** See {@link ConnectionLimits#urlBytes}. */
    URL_SIZE("url-size", "8192", "How many bytes the first line of a request may have"),
    /** See {@link ConnectionLimits#headerBytes}. */
    HEADER_SIZE("header-size", "16384", "How many bytes the headers of a request may have"),
    /** See {@link ConnectionLimits#idle}. */
    IDLE_TIMEOUT(
            "idle-timeout",
            "300",
            "Seconds without a byte in or out after which a connection is closed"),
    /** See {@link DrainOptions#delay}. */
    DRAIN_DELAY(
            "drain-delay",
            "2",
            "Seconds after SIGTERM in which new connections are still taken, while `/health/ready`"
                    + " answers 503 already"),
    /** See {@link DrainOptions#limit}. */
    DRAIN_TIMEOUT(
            "drain-timeout", "25", "Seconds after that in which requests under way may finish"),
    /** See {@link ConnectionLimits#search}. */
    SEARCH_TIMEOUT(
            "search-timeout",
            "10000",
            "Milliseconds after which a search gives up and answers 503"),
    /** See {@link RequestLogOptions#json}. */
    LOG_FORMAT("log-format", "text", "`text` or `json`: what a line of the log looks like"),
    /** See {@link RequestLogOptions#access}. */
    LOG_ACCESS("log-access", "false", "`true`: a line for every request, without its parameters"),
    /** See {@link RequestLogOptions#queries}. */
    LOG_QUERIES("log-queries", "false", "`true`: a line for every query with its first result"),
    /** See {@link RequestLogOptions#notFound}. */
    LOG_NOT_FOUND("log-not-found", "false", "`true`: a line for every query that finds nothing"),
    /** See {@link RequestLogOptions#slowMilliseconds}. */
    SLOW_QUERIES(
            "slow-queries",
            "0",
            "A line for every query that takes longer; in milliseconds, 0: none"),
    /** See {@link RequestLogOptions#text}. */
    LOG_QUERY_TEXT(
            "log-query-text",
            "full",
            "How the lines above show a query: `off`, `hashed`, `truncated` or `full`"),
    /** See {@link RequestLogOptions#spanText}. */
    SPAN_QUERY_TEXT(
            "span-query-text",
            "off",
            "How spans show a query: `off`, `hashed`, `truncated` or `full`"),
    /** See {@link TelemetryOptions#strict}. */
    TELEMETRY_STRICT(
            "telemetry-strict",
            "false",
            "`true`: a mistake in the `OTEL_` variables ends the start with exit code 2; else"
                    + " nothing is sent"),
    /** See {@link TelemetryOptions#spansPerSecond}. */
    TRACE_SPANS(
            "trace-spans",
            "20000",
            "Beyond so many spans a second requests are not traced, so that tracing everything"
                    + " cannot cost a busy server its throughput; 0: no limit"),
    /** See {@link Configuration#tiles}. */
    TILES_URL(
            "tiles-url",
            "",
            "Address of the map tiles of the page at `/`, with `{z}`, `{x}`, `{y}` and perhaps"
                    + " `{s}`; empty: a plain grid, and no request to anyone"),
    /** See {@link Configuration#tiles}. */
    TILES_ATTRIBUTION(
            "tiles-attribution", "", "Who made the tiles, in HTML, for a corner of the map"),
    /** See {@link AdminOptions#watch}. */
    INDEX_WATCH(
            "index-watch",
            "0",
            "Seconds between looks at whether `index` holds, or links to, another index, which is"
                    + " then swapped in; 0: never"),
    /** See {@link AdminOptions#token}. */
    ADMIN_TOKEN(
            "admin-token",
            "",
            "Lets in who asks for `/admin/` from another machine with `Authorization: Bearer`;"
                    + " empty: nobody"),
    /** See {@link OverloadOptions#delay}. */
    OVERLOAD_DELAY(
            "overload-delay",
            "4",
            "Milliseconds that requests may have to wait for a processor before some are refused"
                    + " with 503; 0: none ever"),
    /** See {@link OverloadOptions#queue}. */
    OVERLOAD_QUEUE(
            "overload-queue", "100", "How many requests may wait for a processor, however long"),
    /** See {@link OverloadOptions#files}. */
    CSV_FILES("csv-files", "16", "How many CSV files may be worked on at once"),
    /** See {@link OverloadOptions#fileWait}. */
    CSV_WAIT(
            "csv-wait",
            "5000",
            "Milliseconds that one more CSV file may wait for its turn before it is refused with"
                    + " 503"),
    /** See {@link Configuration#warmUp}. */
    WARM_UP(
            "warm-up",
            "30",
            "Seconds that a server asks itself for places at its start, at most, while requests"
                    + " leave it the processor, so that it is quick when they come; 0: none");

    private final String property;
    private final String standard;
    private final String description;

    ConfigurationKey(String property, String standard, String description) {
        this.property = property;
        this.standard = standard;
        this.description = description;
    }

    /** The name in a properties file. */
    public String property() {
        return property;
    }

    /** The name of the environment variable. */
    public String variable() {
        return Configuration.VARIABLE_PREFIX + name();
    }

    /** The value where none is given. */
    public String standard() {
        return standard;
    }

    /** Whether its value must be shown to nobody. */
    public boolean isSecret() {
        return this == ADMIN_TOKEN;
    }

    /** What it is for, in one line of Markdown. */
    public String description() {
        return description;
    }
}
