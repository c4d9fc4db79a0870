package io.odonym.telemetry;

import static io.odonym.telemetry.MetricLabel.CACHE_TYPE;
import static io.odonym.telemetry.MetricLabel.ENDPOINT;
import static io.odonym.telemetry.MetricLabel.ERROR_TYPE;
import static io.odonym.telemetry.MetricLabel.HTTP_REQUEST_METHOD;
import static io.odonym.telemetry.MetricLabel.HTTP_RESPONSE_STATUS_CODE;
import static io.odonym.telemetry.MetricLabel.HTTP_ROUTE;
import static io.odonym.telemetry.MetricLabel.INDEX_ANALYSIS;
import static io.odonym.telemetry.MetricLabel.JAVA;
import static io.odonym.telemetry.MetricLabel.METHOD;
import static io.odonym.telemetry.MetricLabel.OPERATION_TYPE;
import static io.odonym.telemetry.MetricLabel.OUTCOME;
import static io.odonym.telemetry.MetricLabel.REASON;
import static io.odonym.telemetry.MetricLabel.RESULT_STATUS;
import static io.odonym.telemetry.MetricLabel.SIGNAL;
import static io.odonym.telemetry.MetricLabel.STATUS;
import static io.odonym.telemetry.MetricLabel.VERSION;

import java.util.List;

/**
 * Odonym's own metrics with their Prometheus names, descriptions and labels. docs/observability.md
 * contains the same list; a test compares both.
 */
public enum Metric {
    PHASE_DURATION(
            "odonym_phase_duration_seconds",
            Kind.HISTOGRAM,
            "Duration of request phases and collectors",
            MetricLabel.PHASE),
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
            "Searches, including each search of a batch; result_status is success, no_results or"
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
            "CSV files; status is success, refused, aborted or error",
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
            "Duration of CSV files, upload included",
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
            "Resident memory of the process, mapped files included"),
    CPU("addok_cpu_usage_percent", Kind.GAUGE, "CPU usage of the process in percent, 100 per core"),
    OPEN_FILES("addok_open_files", Kind.GAUGE, "Open file descriptors"),
    UPTIME("addok_uptime_seconds", Kind.GAUGE, "Seconds since the start"),
    HEALTH("addok_health_status", Kind.GAUGE, "1 while the server can answer searches, else 0"),
    INFO(
            "addok_application_info",
            Kind.GAUGE,
            "Constant 1 with the versions as labels",
            VERSION,
            JAVA,
            INDEX_ANALYSIS),
    INDEX_DOCUMENTS("odonym_index_documents", Kind.GAUGE, "Places in the index"),
    INDEX_HOUSE_NUMBERS("odonym_index_house_numbers", Kind.GAUGE, "House numbers in the index"),
    INDEX_BYTES("odonym_index_bytes", Kind.GAUGE, "Size of the index on disk, in bytes"),
    INDEX_HEAP(
            "odonym_index_heap_bytes",
            Kind.GAUGE,
            "Heap used by the index, in bytes: bitsets of frequent terms and filters, champion"
                    + " lists"),
    INDEX_DATA_DATE(
            "odonym_index_data_timestamp_seconds",
            Kind.GAUGE,
            "Date of the data, in seconds since 1970"),
    INDEX_DATA_AGE("odonym_index_data_age_seconds", Kind.GAUGE, "Age of the data in seconds"),
    INDEX_LOAD("odonym_index_load_seconds", Kind.GAUGE, "Duration of opening the index"),
    INDEXES_OPEN(
            "odonym_indexes_open",
            Kind.GAUGE,
            "Open indexes; more than 1 while in-flight searches still use a retired one"),
    INDEX_SWAPS(
            "odonym_index_swaps_total",
            Kind.COUNTER,
            "Attempts to swap in an index; outcome is success or failure",
            OUTCOME),
    SHED_REQUESTS(
            "odonym_shed_requests_total",
            Kind.COUNTER,
            "Requests rejected with 503 because of overload or a timeout",
            REASON),
    ADMISSION_SHARE(
            "odonym_admission_share",
            Kind.GAUGE,
            "Share of the processors granted to searches; below 1 some requests are rejected"),
    ADMISSION_WAIT(
            "odonym_admission_wait_seconds",
            Kind.GAUGE,
            "Last measured queueing delay of requests"),
    ASKING_CONNECTIONS(
            "odonym_asking_connections",
            Kind.GAUGE,
            "Connections that were opened or received a request within the last second"),
    EXPORTS(
            "odonym_telemetry_exports_total",
            Kind.COUNTER,
            "Batches exported to the collector; outcome is success or failure",
            SIGNAL,
            OUTCOME),
    TRACES_DROPPED(
            "odonym_traces_dropped_total",
            Kind.COUNTER,
            "Requests not traced because of the limit `trace-spans`");

    /** The Prometheus type of a metric. */
    public enum Kind {
        /** A value that only grows. */
        COUNTER,
        /** A value that rises and falls. */
        GAUGE,
        /** Durations in seconds, counted in buckets. */
        HISTOGRAM
    }

    private final String exposedName;
    private final Kind kind;
    private final String description;
    private final List<MetricLabel> labels;

    Metric(String exposedName, Kind kind, String description, MetricLabel... labels) {
        this.exposedName = exposedName;
        this.kind = kind;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The name at /metrics. */
    public String exposedName() {
        return exposedName;
    }

    /** The Prometheus type. */
    public Kind kind() {
        return kind;
    }

    /** The help text. */
    public String description() {
        return description;
    }

    /** The labels in their order. */
    public List<MetricLabel> labels() {
        return labels;
    }

    /** The name in Micrometer, which appends the suffixes that Prometheus expects. */
    String registeredName() {
        return switch (kind) {
            case COUNTER -> exposedName.substring(0, exposedName.length() - "_total".length());
            case HISTOGRAM -> exposedName.substring(0, exposedName.length() - "_seconds".length());
            // The dot marks an info metric for Micrometer.
            case GAUGE -> exposedName.replace("_info", ".info");
        };
    }
}
