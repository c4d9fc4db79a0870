package io.odonym.geocode;

import io.odonym.collect.CollectorListener;
import io.odonym.geocode.Explanation.Part;
import io.odonym.geocode.Explanation.Score;
import io.odonym.index.postings.TokenWeight;
import io.odonym.model.GeoPoint;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down how an answer comes about; {@link #NONE} does nothing. */
final class ExplanationRecorder {

    /** For a request that asks for no explanation. */
    static final ExplanationRecorder NONE =
            new ExplanationRecorder(List.of(), CollectorListener.NONE);

    private final List<Explanation.Stage> stages;
    private final CollectorListener trace;
    private final List<Explanation.Collector> collectors = new ArrayList<>();

    private ExplanationRecorder(List<Explanation.Stage> stages, CollectorListener trace) {
        this.stages = stages;
        this.trace = trace;
    }

    ExplanationRecorder(TextAnalysis text, String query) {
        this.stages =
                text.explain(query).stream()
                        .map(stage -> new Explanation.Stage(stage.name(), stage.tokens()))
                        .toList();
        this.trace = new Steps();
    }

    /** What collection tells its steps. */
    CollectorListener trace() {
        return trace;
    }

    Optional<Explanation> explanation(
            ScoredCandidate[] best,
            List<Feature> features,
            Optional<GeoPoint> center,
            PhaseRecorder phases) {
        if (this == NONE) {
            return Optional.empty();
        }
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            List<Part> parts = new ArrayList<>();
            parts.add(
                    new Part(
                            "importance",
                            best[i].importance() * TokenWeight.IMPORTANCE_WEIGHT,
                            TokenWeight.IMPORTANCE_WEIGHT));
            parts.add(
                    new Part("str_distance", best[i].similarity(), ScoreFormula.SIMILARITY_WEIGHT));
            if (center.isPresent()) {
                parts.add(
                        new Part(
                                "geo_distance",
                                GeoDistance.proximity(best[i].kilometres())
                                        * ScoreFormula.PROXIMITY_WEIGHT,
                                ScoreFormula.PROXIMITY_WEIGHT));
            }
            scores.add(new Score(features.get(i).label(), parts));
        }
        return Optional.of(new Explanation(stages, List.copyOf(collectors), times(phases), scores));
    }

    /** The collectors among the phases are told of at greater length elsewhere. */
    private static List<Explanation.PhaseTime> times(PhaseRecorder phases) {
        List<Explanation.PhaseTime> times = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            if (phases.parent(i) == PhaseRecorder.NO_PARENT) {
                times.add(
                        new Explanation.PhaseTime(phases.title(i), phases.nanoseconds(i) / 1000.0));
            }
        }
        return times;
    }

    /** Gathers the lookups of a collector until it ends. */
    private final class Steps implements CollectorListener {

        private final List<String> steps = new ArrayList<>();

        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public void onLookup(String action, List<?> keys, int candidates) {
            steps.add(action + " " + keys + ": " + candidates);
        }

        @Override
        public void onCollectorEnd(String name, int candidates, long nanoseconds) {
            collectors.add(
                    new Explanation.Collector(
                            name, List.copyOf(steps), candidates, nanoseconds / 1000.0));
            steps.clear();
        }
    }
}
