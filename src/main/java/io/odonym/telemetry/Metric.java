package io.odonym.telemetry;

import static io.odonym.telemetry.MetricLabelName.CACHE_TYPE;
import static io.odonym.telemetry.MetricLabelName.ENDPOINT;
import static io.odonym.telemetry.MetricLabelName.ERROR_TYPE;
import static io.odonym.telemetry.MetricLabelName.HTTP_REQUEST_METHOD;
import static io.odonym.telemetry.MetricLabelName.HTTP_RESPONSE_STATUS_CODE;
import static io.odonym.telemetry.MetricLabelName.HTTP_ROUTE;
import static io.odonym.telemetry.MetricLabelName.INDEX_ANALYSIS;
import static io.odonym.telemetry.MetricLabelName.JAVA;
import static io.odonym.telemetry.MetricLabelName.METHOD;
import static io.odonym.telemetry.MetricLabelName.OPERATION_TYPE;
import static io.odonym.telemetry.MetricLabelName.OUTCOME;
import static io.odonym.telemetry.MetricLabelName.REASON;
import static io.odonym.telemetry.MetricLabelName.RESULT_STATUS;
import static io.odonym.telemetry.MetricLabelName.SIGNAL;
import static io.odonym.telemetry.MetricLabelName.STATUS;
import static io.odonym.telemetry.MetricLabelName.VERSION;

import java.util.List;

/**
 * Odonym's own metrics with their Prometheus names, descriptions and labels. docs/observability.md
 * contains the same list. A test compares the two.
 */
public enum Metric {
    PHASE_DURATION(
            "odonym_phase_duration_seconds",
            Kind.HISTOGRAM,
            "Duration of request phases and collectors",
            MetricLabelName.PHASE),
    HTTP_SERVER_DURATION(
            "http_server_request_duration_seconds",
            Kind.HISTOGRAM,
            "Duration of requests (OpenTelemetry semantic conventions 1.44)",
            HTTP_REQUEST_METHOD,
            HTTP_ROUTE,
            HTTP_RESPONSE_STATUS_CODE,
            ERROR_TYPE),
    HTTP_REQUESTS(
            "addok_http_requests_total",
            Kind.COUNTER,
            "Completed requests",
            METHOD,
            ENDPOINT,
            STATUS),
    HTTP_DURATION(
            "addok_http_request_duration_seconds",
            Kind.HISTOGRAM,
            "Duration of requests",
            METHOD,
            ENDPOINT),
    GEOCODING_REQUESTS(
            "addok_geocoding_requests_total",
            Kind.COUNTER,
            "Geocoding requests",
            ENDPOINT,
            METHOD,
            STATUS),
    GEOCODING_DURATION(
            "addok_geocoding_request_duration_seconds",
            Kind.HISTOGRAM,
            "Duration of geocoding requests",
            ENDPOINT,
            METHOD),
    GEOCODING_OPERATIONS(
            "addok_geocoding_operations_total",
            Kind.COUNTER,
            "Searches, including each search in a batch; result_status is success, no_results or"
                    + " error",
            OPERATION_TYPE,
            RESULT_STATUS),
    ERRORS(
            "addok_errors_total",
            Kind.COUNTER,
            "Error responses by type of error",
            ERROR_TYPE,
            ENDPOINT),
    ACTIVE_REQUESTS("addok_active_requests", Kind.GAUGE, "In-flight requests"),
    CSV_UPLOADS(
            "addok_csv_uploads_total",
            Kind.COUNTER,
            "Processed CSV files; status is success, refused, aborted or error",
            OPERATION_TYPE,
            STATUS),
    CSV_ROWS(
            "addok_csv_rows_processed_total",
            Kind.COUNTER,
            "Rows of CSV files by result status",
            OPERATION_TYPE,
            RESULT_STATUS),
    CSV_DURATION(
            "addok_csv_processing_duration_seconds",
            Kind.HISTOGRAM,
            "Processing time of CSV files, including the upload",
            OPERATION_TYPE),
    CACHE_HITS(
            "addok_cache_hits_total",
            Kind.COUNTER,
            "Phonetic cache hits; responses are never cached",
            CACHE_TYPE),
    CACHE_MISSES("addok_cache_misses_total", Kind.COUNTER, "Phonetic cache misses", CACHE_TYPE),
    MEMORY(
            "addok_memory_usage_bytes",
            Kind.GAUGE,
            "Resident memory of the process, including mapped files"),
    CPU("addok_cpu_usage_percent", Kind.GAUGE, "CPU usage of the process; 100 means one core"),
    OPEN_FILES("addok_open_files", Kind.GAUGE, "Open file descriptors"),
    UPTIME("addok_uptime_seconds", Kind.GAUGE, "Seconds since the process started"),
    HEALTH("addok_health_status", Kind.GAUGE, "1 if the server can answer searches, otherwise 0"),
    INFO(
            "addok_application_info",
            Kind.GAUGE,
            "Always 1; the labels contain the versions",
            VERSION,
            JAVA,
            INDEX_ANALYSIS),
    INDEX_DOCUMENTS("odonym_index_documents", Kind.GAUGE, "Places in the index"),
    INDEX_HOUSE_NUMBERS("odonym_index_house_numbers", Kind.GAUGE, "House numbers in the index"),
    INDEX_BYTES("odonym_index_bytes", Kind.GAUGE, "Size of the index on disk, in bytes"),
    INDEX_HEAP(
            "odonym_index_heap_bytes",
            Kind.GAUGE,
            "Heap memory used by the index, in bytes: bitsets of frequent terms and of filters,"
                    + " and champion lists"),
    INDEX_DATA_DATE(
            "odonym_index_data_timestamp_seconds",
            Kind.GAUGE,
            "Date of the data, in seconds since 1970"),
    INDEX_DATA_AGE("odonym_index_data_age_seconds", Kind.GAUGE, "Age of the data in seconds"),
    INDEX_LOAD("odonym_index_load_seconds", Kind.GAUGE, "Time taken to open the index"),
    INDEXES_OPEN(
            "odonym_indexes_open",
            Kind.GAUGE,
            "Open indexes; greater than 1 while in-flight searches still use a replaced index"),
    INDEX_SWAPS(
            "odonym_index_swaps_total",
            Kind.COUNTER,
            "Attempts to replace the index; outcome is success or failure",
            OUTCOME),
    SHED_REQUESTS(
            "odonym_shed_requests_total",
            Kind.COUNTER,
            "Requests rejected with 503 because of overload or a timeout",
            REASON),
    ADMISSION_SHARE(
            "odonym_admission_share",
            Kind.GAUGE,
            "Share of processor time that searches may use; below 1, requests can be rejected"),
    ADMISSION_WAIT(
            "odonym_admission_wait_seconds",
            Kind.GAUGE,
            "Last measured queueing delay of requests"),
    ASKING_CONNECTIONS(
            "odonym_asking_connections",
            Kind.GAUGE,
            "Connections that were opened or sent a request within the last second"),
    REQUEST_MEMORY_USED(
            "odonym_request_memory_bytes",
            Kind.GAUGE,
            "Memory that requests hold for bodies, forms, batches and unsent responses, in bytes"),
    REQUEST_MEMORY_LIMIT(
            "odonym_request_memory_limit_bytes",
            Kind.GAUGE,
            "Maximum memory that all requests together may hold, in bytes"),
    REQUEST_MEMORY_REJECTED(
            "odonym_request_memory_rejected_total",
            Kind.COUNTER,
            "Requests rejected with 413 or 503 because the memory for requests was used up"),
    CLIENT_LIMITED(
            "odonym_client_limited_requests_total",
            Kind.COUNTER,
            "Requests rejected with 429 because their client reached a limit; reason is requests,"
                    + " searches or rows",
            REASON),
    CLIENT_ADDRESSES(
            "odonym_client_addresses",
            Kind.GAUGE,
            "Client addresses tracked by the per-client limits; 0 if no limit is configured"),
    EXPORTS(
            "odonym_telemetry_exports_total",
            Kind.COUNTER,
            "Batches exported to the collector; outcome is success or failure",
            SIGNAL,
            OUTCOME),
    TRACES_DROPPED(
            "odonym_traces_dropped_total",
            Kind.COUNTER,
            "Requests that were not traced because the limit `trace-spans` was reached");

    /** The Prometheus type of a metric. */
    public enum Kind {
        /** A value that only increases. */
        COUNTER,
        /** A value that can increase and decrease. */
        GAUGE,
        /** Durations in seconds, which are counted in buckets. */
        HISTOGRAM
    }

    private final String exposedName;
    private final Kind kind;
    private final String description;
    private final List<MetricLabelName> labels;

    Metric(String exposedName, Kind kind, String description, MetricLabelName... labels) {
        this.exposedName = exposedName;
        this.kind = kind;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** Returns the name of the metric at /metrics. */
    public String exposedName() {
        return exposedName;
    }

    /** Returns the Prometheus type. */
    public Kind kind() {
        return kind;
    }

    /** Returns the help text. */
    public String description() {
        return description;
    }

    /** Returns the labels of the metric, in declaration order. */
    public List<MetricLabelName> labels() {
        return labels;
    }

    /**
     * Returns the name to register in Micrometer, which appends the suffixes that Prometheus
     * expects.
     */
    String registeredName() {
        return switch (kind) {
            case COUNTER -> exposedName.substring(0, exposedName.length() - "_total".length());
            case HISTOGRAM -> exposedName.substring(0, exposedName.length() - "_seconds".length());
            // Micrometer recognizes an info metric by the dot before "info".
            case GAUGE -> exposedName.replace("_info", ".info");
        };
    }
}
