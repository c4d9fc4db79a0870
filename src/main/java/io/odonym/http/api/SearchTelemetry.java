package io.odonym.http.api;

import io.odonym.configuration.QueryTextVisibility;
import io.odonym.geocode.DeadlineExceededException;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.telemetry.Metric;
import io.odonym.telemetry.Phase;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

import java.util.function.Function;

/** What is told of one search: its phases, its outcome, and what its span says of it. */
final class SearchTelemetry {

    static final String SEARCH = "search";
    static final String REVERSE = "reverse";

    private static final AttributeKey<Long> RESULTS = AttributeKey.longKey("geocode.results");
    private static final AttributeKey<Double> SCORE = AttributeKey.doubleKey("geocode.score");
    private static final AttributeKey<Long> LENGTH = AttributeKey.longKey("geocode.query.length");
    private static final AttributeKey<String> TEXT = AttributeKey.stringKey("geocode.query.text");

    private final Telemetry telemetry;
    private final QueryTextVisibility text;

    SearchTelemetry(Telemetry telemetry, QueryTextVisibility text) {
        this.telemetry = telemetry;
        this.text = text;
    }

    /** Searches and writes the answer, and tells of both. */
    byte[] observe(
            String operation,
            String query,
            Function<PhaseRecorder, GeocodeResponse> search,
            Function<GeocodeResponse, byte[]> format) {
        PhaseRecorder phases = new PhaseRecorder();
        String outcome = "error";
        try {
            GeocodeResponse answer = search.apply(phases);
            outcome = answer.features().isEmpty() ? "no_results" : "success";
            try (PhaseRecorder.Open _ = phases.enter(Phase.FORMAT)) {
                describe(query, answer);
                return format.apply(answer);
            }
        } catch (DeadlineExceededException late) {
            telemetry.meters().count(Metric.SHED_REQUESTS, "time", "", "", 1);
            throw late;
        } finally {
            telemetry.finished(phases);
            telemetry.meters().count(Metric.GEOCODING_OPERATIONS, operation, outcome, "", 1);
        }
    }

    private void describe(String query, GeocodeResponse answer) {
        if (!telemetry.isTraced()) {
            return;
        }
        Span span = Span.current();
        if (span.isRecording()) {
            span.setAttribute(RESULTS, (long) answer.features().size());
            if (!answer.features().isEmpty()) {
                span.setAttribute(SCORE, answer.features().getFirst().score());
            }
            if (!query.isEmpty()) {
                span.setAttribute(LENGTH, (long) query.length());
            }
            if (text != QueryTextVisibility.OFF && !query.isEmpty()) {
                span.setAttribute(TEXT, text.format(query));
            }
        }
    }
}
