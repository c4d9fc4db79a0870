package io.odonym.telemetry;

import java.util.List;

/**
 * Every metric of our own, as Prometheus shows it; docs/observability.md holds the same list, and a
 * test compares them. Labels take few values: never a word of a user's.
 */
public enum Metric {
    /** Phases of requests. */
    PHASE_DURATION(
            "odonym_phase_duration_seconds",
            Kind.HISTOGRAM,
            "How long the phases of requests and the collectors took",
            "phase"),
    /** Requests, by semantic conventions. */
    HTTP_SERVER_DURATION(
            "http_server_request_duration_seconds",
            Kind.HISTOGRAM,
            "How long requests took (OpenTelemetry semantic conventions 1.44)",
            "http_request_method",
            "http_route",
            "http_response_status_code",
            "error_type"),
    /** Requests, by the old name. */
    HTTP_REQUESTS(
            "addok_http_requests_total",
            Kind.COUNTER,
            "Requests answered",
            "method",
            "endpoint",
            "status"),
    /** Their durations, by the old name. */
    HTTP_DURATION(
            "addok_http_request_duration_seconds",
            Kind.HISTOGRAM,
            "How long requests took",
            "method",
            "endpoint"),
    /** Geocoding requests. */
    GEOCODING_REQUESTS(
            "addok_geocoding_requests_total",
            Kind.COUNTER,
            "Requests that geocode",
            "endpoint",
            "method",
            "status"),
    /** Their durations. */
    GEOCODING_DURATION(
            "addok_geocoding_request_duration_seconds",
            Kind.HISTOGRAM,
            "How long requests that geocode took",
            "endpoint",
            "method"),
    /** Searches. */
    GEOCODING_OPERATIONS(
            "addok_geocoding_operations_total",
            Kind.COUNTER,
            "Searches, those of batches one by one; result_status is success, no_results or error",
            "operation_type",
            "result_status"),
    /** Errors. */
    ERRORS(
            "addok_errors_total",
            Kind.COUNTER,
            "Answers that are errors, by what went wrong",
            "error_type",
            "endpoint"),
    /** Requests under way. */
    ACTIVE_REQUESTS("addok_active_requests", Kind.GAUGE, "Requests under way"),
    /** Files. */
    CSV_UPLOADS(
            "addok_csv_uploads_total",
            Kind.COUNTER,
            "CSV files; status is success, refused, aborted or error",
            "operation_type",
            "status"),
    /** Rows. */
    CSV_ROWS(
            "addok_csv_rows_processed_total",
            Kind.COUNTER,
            "Rows of CSV files, by what became of them",
            "operation_type",
            "result_status"),
    /** Seconds of files. */
    CSV_DURATION(
            "addok_csv_processing_duration_seconds",
            Kind.HISTOGRAM,
            "How long CSV files took, upload included",
            "operation_type"),
    /** Remembered sounds. */
    CACHE_HITS(
            "addok_cache_hits_total",
            Kind.COUNTER,
            "Words whose sound was remembered; answers are never cached",
            "cache_type"),
    /** Sounds not remembered. */
    CACHE_MISSES(
            "addok_cache_misses_total",
            Kind.COUNTER,
            "Words whose sound had to be worked out",
            "cache_type"),
    /** Memory. */
    MEMORY("addok_memory_usage_bytes", Kind.GAUGE, "Resident memory of the process, map included"),
    /** Processor. */
    CPU("addok_cpu_usage_percent", Kind.GAUGE, "Processor time of the process, 100 a core"),
    /** Descriptors. */
    OPEN_FILES("addok_open_files", Kind.GAUGE, "Open file descriptors"),
    /** Age of the process. */
    UPTIME("addok_uptime_seconds", Kind.GAUGE, "Seconds since the start"),
    /** Health. */
    HEALTH("addok_health_status", Kind.GAUGE, "1 while searches can be answered"),
    /** Versions. */
    INFO(
            "addok_application_info",
            Kind.GAUGE,
            "1, with the versions as labels",
            "version",
            "java",
            "index_analysis"),
    /** Documents. */
    INDEX_DOCUMENTS("odonym_index_documents", Kind.GAUGE, "Places in the index"),
    /** Numbers. */
    INDEX_HOUSE_NUMBERS("odonym_index_house_numbers", Kind.GAUGE, "House numbers in the index"),
    /** Bytes. */
    INDEX_BYTES("odonym_index_bytes", Kind.GAUGE, "Bytes of the index on disk"),
    /** Heap. */
    INDEX_HEAP(
            "odonym_index_heap_bytes",
            Kind.GAUGE,
            "Bytes of the index on the heap: its commonest words and filters"),
    /** Data's date. */
    INDEX_DATA_DATE(
            "odonym_index_data_timestamp_seconds",
            Kind.GAUGE,
            "The date of the data, in seconds since 1970"),
    /** Data's age. */
    INDEX_DATA_AGE("odonym_index_data_age_seconds", Kind.GAUGE, "How old the data are"),
    /** Loading. */
    INDEX_LOAD("odonym_index_load_seconds", Kind.GAUGE, "How long it took to open the index"),
    /** Open indexes. */
    INDEXES_OPEN(
            "odonym_indexes_open",
            Kind.GAUGE,
            "Indexes open; more than 1 while somebody is still on an older one"),
    /** Swaps. */
    INDEX_SWAPS(
            "odonym_index_swaps_total",
            Kind.COUNTER,
            "Attempts to swap an index in; outcome is success or failure",
            "outcome"),
    /** Shed requests. */
    SHED_REQUESTS(
            "odonym_shed_requests_total",
            Kind.COUNTER,
            "Requests refused with 503, since they came too fast or took too long",
            "reason"),
    /** The share of searches. */
    ADMISSION_SHARE(
            "odonym_admission_share",
            Kind.GAUGE,
            "Share of the processors that searches may have; below 1 some requests are refused"),
    /** The wait for a processor. */
    ADMISSION_WAIT(
            "odonym_admission_wait_seconds",
            Kind.GAUGE,
            "How long a request had to wait for a processor when last measured"),
    /** Who asks. */
    ASKING_CONNECTIONS(
            "odonym_asking_connections",
            Kind.GAUGE,
            "Connections that have come or asked within the last second"),
    /** Exports. */
    EXPORTS(
            "odonym_telemetry_exports_total",
            Kind.COUNTER,
            "Batches sent to the collector",
            "signal",
            "outcome"),
    /** Traces beyond the budget. */
    TRACES_DROPPED(
            "odonym_traces_dropped_total",
            Kind.COUNTER,
            "Requests that were not traced, since there were more than `trace-spans` allows");

    /** What Prometheus makes of a metric. */
    public enum Kind {
        /** Only grows. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Durations in seconds, by buckets. */
        HISTOGRAM
    }

    private final String exposed;
    private final Kind kind;
    private final String description;
    private final List<String> labels;

    Metric(String exposed, Kind kind, String description, String... labels) {
        this.exposed = exposed;
        this.kind = kind;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The name at /metrics. */
    public String exposed() {
        return exposed;
    }

    /** What it is made of. */
    public Kind kind() {
        return kind;
    }

    /** What it tells. */
    public String description() {
        return description;
    }

    /** Its labels. */
    public List<String> labels() {
        return labels;
    }

    /** The name it is registered by: Micrometer adds the endings for Prometheus. */
    String registered() {
        return switch (kind) {
            case COUNTER -> exposed.substring(0, exposed.length() - "_total".length());
            case HISTOGRAM -> exposed.substring(0, exposed.length() - "_seconds".length());
            // Prometheus has facts apart; Micrometer knows them by the dot.
            case GAUGE -> exposed.replace("_info", ".info");
        };
    }
}
