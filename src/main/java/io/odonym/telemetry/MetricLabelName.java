package io.odonym.telemetry;

import java.util.Locale;

/**
 * A label of a {@link Metric}. A label has only a few possible values, and never contains user
 * input.
 */
public enum MetricLabelName {
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

    /** Returns the name of the label at /metrics. */
    public String exposedName() {
        return exposedName;
    }
}
