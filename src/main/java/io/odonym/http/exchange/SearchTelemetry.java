package io.odonym.http.exchange;

import io.odonym.configuration.QueryTextVisibility;
import io.odonym.geocode.DeadlineExceededException;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.MetricLabelName;
import io.odonym.telemetry.MetricLabels;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.telemetry.RequestPhase;
import io.odonym.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

import java.util.function.Function;

/**
 * Records the phases and the outcome of each search, and describes its result on the current span.
 * Thread-safe.
 */
public final class SearchTelemetry {

    public static final String SEARCH = "search";
    public static final String REVERSE = "reverse";
    public static final String COMPLETION = "completion";

    private static final AttributeKey<Long> RESULTS = AttributeKey.longKey("geocode.results");
    private static final AttributeKey<Double> SCORE = AttributeKey.doubleKey("geocode.score");
    private static final AttributeKey<Long> LENGTH = AttributeKey.longKey("geocode.query.length");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("geocode.query.text");

    private final Telemetry telemetry;
    private final QueryTextVisibility textVisibility;

    /**
     * Creates the recorder.
     *
     * @param textVisibility whether and how spans contain the query
     */
    public SearchTelemetry(Telemetry telemetry, QueryTextVisibility textVisibility) {
        this.telemetry = telemetry;
        this.textVisibility = textVisibility;
    }

    /**
     * Runs a search, formats its response, and records both.
     *
     * @param operation {@link #SEARCH}, {@link #REVERSE} or {@link #COMPLETION}
     * @param query the query; empty for a reverse search
     * @return the formatted response
     */
    public byte[] observe(
            String operation,
            String query,
            Function<PhaseRecorder, GeocodeResponse> search,
            Function<GeocodeResponse, byte[]> format) {
        PhaseRecorder phases = new PhaseRecorder();
        String outcome = "error";
        try {
            GeocodeResponse response = search.apply(phases);
            outcome = response.features().isEmpty() ? "no_results" : "success";
            try (PhaseRecorder.OpenPhase _ = phases.enter(RequestPhase.FORMAT)) {
                describe(query, response);
                return format.apply(response);
            }
        } catch (DeadlineExceededException late) {
            telemetry
                    .meters()
                    .count(
                            Metric.SHED_REQUESTS,
                            MetricLabels.of(MetricLabelName.REASON, "time"),
                            1);
            throw late;
        } finally {
            telemetry.recordPhases(phases);
            telemetry
                    .meters()
                    .count(
                            Metric.GEOCODING_OPERATIONS,
                            MetricLabels.of(MetricLabelName.OPERATION_TYPE, operation)
                                    .and(MetricLabelName.RESULT_STATUS, outcome),
                            1);
        }
    }

    private void describe(String query, GeocodeResponse response) {
        if (!telemetry.isTraced()) {
            return;
        }
        Span span = Span.current();
        if (span.isRecording()) {
            span.setAttribute(RESULTS, (long) response.features().size());
            if (!response.features().isEmpty()) {
                span.setAttribute(SCORE, response.features().getFirst().score());
            }
            if (!query.isEmpty()) {
                span.setAttribute(LENGTH, (long) query.length());
            }
            if (textVisibility != QueryTextVisibility.OFF && !query.isEmpty()) {
                span.setAttribute(TEXT, textVisibility.format(query));
            }
        }
    }
}
