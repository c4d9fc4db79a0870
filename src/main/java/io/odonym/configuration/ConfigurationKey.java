package io.odonym.configuration;

/**
 * The configuration keys with their defaults and descriptions. The table in docs/configuration.md
 * repeats this list. A test checks that they agree.
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
            "Folder of the index; empty: the index of the folder `data`, or, if that folder"
                    + " contains neither an index nor addresses, `.odonym/index`, built from"
                    + " `index-data/` at the first start"),
    /** See {@link DataOptions#folder}. */
    DATA(
            "data",
            "",
            "Folder of the downloaded addresses and of the index that is built from them; empty:"
                    + " the folder `odonym` in `$XDG_DATA_HOME` or in `~/.local/share`"),
    /** See {@link DataOptions#banUrl}. */
    BAN_URL(
            "ban-url",
            "https://adresse.data.gouv.fr/data/ban/adresses/latest",
            "Address of the exports of the BAN, from which `odonym fetch` and `odonym update`"
                    + " download the files of France and of departments"),
    /** See {@link DataOptions#balUrl}. */
    BAL_URL(
            "bal-url",
            "https://plateforme.adresse.data.gouv.fr/ban/communes",
            "Address from which `odonym fetch` and `odonym update` download the BAL of a"
                    + " municipality"),
    /** See {@link Configuration#attribution}. */
    ATTRIBUTION("attribution", "BAN", "Value of `attribution` in responses"),
    /** See {@link Configuration#licence}. */
    LICENCE("licence", "ETALAB-2.0", "Value of `licence` in responses"),
    /** See {@link Configuration#filters}. */
    FILTERS(
            "filters",
            "type,citycode,postcode,certified,parcel",
            "Names of the filter parameters, separated by commas"),
    /** See {@link Configuration#filterSeparator}. */
    FILTER_SEPARATOR(
            "filter-separator",
            " ",
            "Separator between several values in one filter parameter; empty: only one value is"
                    + " possible"),
    /** See {@link Configuration#queryLength}. */
    QUERY_LENGTH(
            "query-length",
            "200",
            "Maximum length of a query, in characters, after folding to ASCII"),
    /** See {@link Configuration#improve}. */
    IMPROVE(
            "improve",
            "false",
            "`true`: relaxed searches are enabled unless the request sets `improve=false`"),
    /** See {@link UploadLimits#bytes}. */
    UPLOAD_SIZE("upload-size", "1073741824", "Maximum size of an upload, in bytes"),
    /** See {@link UploadLimits#space}. */
    UPLOAD_SPACE(
            "upload-space",
            "0",
            "Maximum size of all stored uploads together, in bytes; 0: the free space of the"
                    + " folder of temporary files, or, if this folder is in memory, a quarter of"
                    + " the memory outside the heap"),
    /** See {@link UploadLimits#rows}. */
    CSV_ROWS("csv-rows", "10000000", "Maximum number of rows of an uploaded CSV file"),
    /** See {@link UploadLimits#rejectLongRows}. */
    CSV_REFUSE_LONG_ROWS(
            "csv-refuse-long-rows",
            "false",
            "`true`: a CSV file with a query longer than `query-length` is rejected with 413, as"
                    + " in addok"),
    /** See {@link UploadLimits#escapeFormulas}. */
    CSV_ESCAPE_FORMULAS(
            "csv-escape-formulas",
            "false",
            "`true`: formulas in result files are escaped unless the form sets"
                    + " `escape_formulas=false`"),
    /** See {@link UploadLimits#batchSize}. */
    BATCH_SIZE("batch-size", "1000", "Maximum number of requests in one `POST /batch`"),
    /** See {@link GeoplateformeOptions#isStrict}. */
    GEOPLATEFORME_STRICT(
            "geoplateforme-strict",
            "true",
            "`true`: a query to `/geocodage/` must have at least three characters and start with a"
                    + " letter or a digit, as in the Géoplateforme; `false`: it must only contain"
                    + " a letter or a digit"),
    /** See {@link GeoplateformeOptions#maxUploadBytes}. */
    GEOPLATEFORME_UPLOAD_SIZE(
            "geoplateforme-upload-size",
            "52428800",
            "Maximum size of a CSV file that is uploaded to `/geocodage/`, in bytes"),
    /** See {@link GeoplateformeOptions#maxRows}. */
    GEOPLATEFORME_ROWS(
            "geoplateforme-rows",
            "200000",
            "Maximum number of rows of a CSV file that is uploaded to `/geocodage/`"),
    /** See {@link ServerLimits#connections}. */
    CONNECTIONS(
            "connections",
            "0",
            "Maximum number of open connections; further connections wait; 0: as many as the"
                    + " limit on file descriptors allows"),
    /** See {@link ServerLimits#requestMemory}. */
    REQUEST_MEMORY(
            "request-memory",
            "0",
            "Maximum memory that all requests together may hold, in bytes; 0: a fifth of the heap"),
    /** See {@link ServerLimits#urlBytes}. */
    URL_SIZE("url-size", "8192", "Maximum size of a request line, in bytes"),
    /** See {@link ServerLimits#headerBytes}. */
    HEADER_SIZE("header-size", "16384", "Maximum size of the headers of a request, in bytes"),
    /** See {@link ServerLimits#http2}. */
    HTTP2(
            "http2",
            "false",
            "`true`: the server also accepts HTTP/2 without TLS, with prior knowledge (RFC 9113,"
                    + " section 3.3)"),
    /** See {@link ServerLimits#idleTimeout}. */
    IDLE_TIMEOUT(
            "idle-timeout",
            "300",
            "Maximum time without traffic on a connection, in seconds; after this time, the"
                    + " connection is closed"),
    /** See {@link DrainOptions#delay}. */
    DRAIN_DELAY(
            "drain-delay",
            "2",
            "Time in seconds after SIGTERM during which the server still accepts connections, and"
                    + " `/health/ready` returns 503"),
    /** See {@link DrainOptions#timeout}. */
    DRAIN_TIMEOUT(
            "drain-timeout",
            "25",
            "Maximum time in seconds that the server waits for in-flight requests after"
                    + " `drain-delay`"),
    /** See {@link ServerLimits#searchTimeout}. */
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
            "Duration in milliseconds above which a query is logged as slow; 0: slow queries are"
                    + " not logged"),
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
                    + " server starts but sends no telemetry"),
    /** See {@link TelemetryOptions#spansPerSecond}. */
    TRACE_SPANS(
            "trace-spans",
            "20000",
            "Maximum number of spans per second; further requests are not traced, which limits"
                    + " the cost of tracing under load; 0: no limit"),
    /** See {@link Configuration#tiles}. */
    TILES_URL(
            "tiles-url",
            "",
            "URL template of the map tiles on the page at `/`, with `{z}`, `{x}`, `{y}` and"
                    + " optionally `{s}`; empty: the page shows a grid and sends no external"
                    + " requests"),
    /** See {@link Configuration#tiles}. */
    TILES_ATTRIBUTION("tiles-attribution", "", "Attribution of the map tiles, in HTML"),
    /** See {@link AdminOptions#watch}. */
    INDEX_WATCH(
            "index-watch",
            "0",
            "Interval in seconds at which the server checks whether the folder or link `index`"
                    + " has a new index, and loads it; 0: never, but the index of the folder `data`"
                    + " is checked every 10 seconds"),
    /** See {@link AdminOptions#token}. */
    ADMIN_TOKEN(
            "admin-token",
            "",
            "Token that requests to `/admin/` must send in `Authorization: Bearer`; empty: the"
                    + " server has no `/admin/` paths, except on `admin-listener`"),
    /** See {@link AdminOptions#listener}. */
    ADMIN_LISTENER(
            "admin-listener",
            "",
            "Address of a separate listener for `/admin/`: `unix:PATH`, which only the user of"
                    + " the server can use, or `HOST:PORT`, where `admin-token` applies if it is"
                    + " set; empty: none"),
    /** See {@link OverloadOptions#delay}. */
    OVERLOAD_DELAY(
            "overload-delay",
            "4",
            "Queueing delay in milliseconds above which some requests are rejected with 503; 0:"
                    + " requests are never rejected"),
    /** See {@link OverloadOptions#queue}. */
    OVERLOAD_QUEUE(
            "overload-queue",
            "100",
            "Number of waiting requests at which the server starts to reject requests, if they"
                    + " also wait longer than `overload-delay`"),
    /** See {@link OverloadOptions#files}. */
    CSV_FILES("csv-files", "16", "Maximum number of CSV files that are processed at the same time"),
    /** See {@link OverloadOptions#fileWait}. */
    CSV_WAIT(
            "csv-wait",
            "5000",
            "Maximum time in milliseconds that a CSV file over the limit csv-files waits before it"
                    + " is rejected with 503"),
    /** See {@link ProxyOptions#trusted}. */
    TRUSTED_PROXIES(
            "trusted-proxies",
            "",
            "IP addresses or ranges (`10.0.0.0/8`) of proxies whose `proxy-header` is trusted,"
                    + " separated by commas; empty: no proxy is trusted"),
    /** See {@link ProxyOptions#header}. */
    PROXY_HEADER(
            "proxy-header",
            "X-Forwarded-For",
            "Header in which the trusted proxies send the address of the client:"
                    + " `X-Forwarded-For` or `Forwarded`"),
    /** See {@link ClientLimits#requestsPerSecond}. */
    CLIENT_REQUESTS(
            "client-requests",
            "0",
            "Maximum number of geocoding requests per second and client address; further requests"
                    + " are rejected with 429; 0: no limit"),
    /** See {@link ClientLimits#batchSearchesPerHour}. */
    CLIENT_BATCH_SEARCHES(
            "client-batch-searches",
            "0",
            "Maximum number of searches in batches per hour and client address; 0: no limit"),
    /** See {@link ClientLimits#rowsPerHour}. */
    CLIENT_ROWS(
            "client-rows",
            "0",
            "Maximum number of rows of CSV files per hour and client address; 0: no limit"),
    /** See {@link Configuration#warmUp}. */
    WARM_UP(
            "warm-up",
            "30",
            "Maximum duration of the warm-up after startup, in seconds; during the warm-up, the"
                    + " server runs searches at low priority; 0: no warm-up");

    private final String property;
    private final String defaultValue;
    private final String description;

    ConfigurationKey(String property, String defaultValue, String description) {
        this.property = property;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** Returns the name of the key in a properties file. */
    public String property() {
        return property;
    }

    /** Returns the name of the environment variable. */
    public String variable() {
        return Configuration.VARIABLE_PREFIX + name();
    }

    /** Returns the value that applies if the key is not set. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Returns whether the value is masked when the configuration is printed. */
    public boolean isSecret() {
        return this == ADMIN_TOKEN;
    }

    /** Returns the description as one line of Markdown. */
    public String description() {
        return description;
    }
}
