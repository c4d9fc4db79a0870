package io.odonym.telemetry;

import java.util.Locale;

/** The labels of {@link Metric}s. A label has few possible values and never contains user input. */
public enum MetricLabel {
    CACHE_TYPE,
    ENDPOINT,
    ERROR_TYPE,
    HTTP_REQUEST_METHOD,
    HTTP_RESPONSE_STATUS_CODE,
    HTTP_ROUTE,
    INDEX_ANALYSIS,
    JAVA,
    METHOD,
    OPERATION_TYPE,
    OUTCOME,
    PHASE,
    REASON,
    RESULT_STATUS,
    SIGNAL,
    STATUS,
    VERSION;

    private final String exposedName = name().toLowerCase(Locale.ROOT);

    /** The name at /metrics. */
    public String exposedName() {
        return exposedName;
    }
}
