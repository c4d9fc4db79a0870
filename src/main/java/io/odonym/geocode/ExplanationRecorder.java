package io.odonym.geocode;

import io.odonym.collect.CollectorListener;
import io.odonym.geocode.Explanation.Score;
import io.odonym.geocode.Explanation.ScoreComponent;
import io.odonym.index.postings.TokenWeightCode;
import io.odonym.rank.GeoDistance;
import io.odonym.rank.ScoreFormula;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Records how one search finds its results, and builds the {@link Explanation}. Not thread-safe.
 */
final class ExplanationRecorder {

    private final List<Explanation.TextStage> textStages;
    private final List<Explanation.Collector> collectors = new ArrayList<>();
    private final CollectorListener listener = new LookupRecorder();

    /** Creates a recorder and records the stages of the text analysis of a query. */
    ExplanationRecorder(TextAnalysis text, String query) {
        this.textStages =
                text.explain(query).stream()
                        .map(stage -> new Explanation.TextStage(stage.name(), stage.tokens()))
                        .toList();
    }

    /** Returns the listener that records the lookups of the collectors. */
    CollectorListener listener() {
        return listener;
    }

    /**
     * Builds the explanation.
     *
     * @param best the ranked candidates, in the same order as the features
     * @param features the features of the candidates
     * @param hasCenter whether the request has a centre, so that proximity is part of the scores
     * @param phases the phases of the search
     */
    Explanation explain(
            ScoredCandidate[] best,
            List<Feature> features,
            boolean hasCenter,
            PhaseRecorder phases) {
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            scores.add(new Score(features.get(i).label(), components(best[i], hasCenter)));
        }
        return new Explanation(
                textStages, List.copyOf(collectors), durations(phases), scores, List.of());
    }

    private static List<ScoreComponent> components(ScoredCandidate candidate, boolean hasCenter) {
        List<ScoreComponent> components = new ArrayList<>();
        components.add(
                new ScoreComponent(
                        "importance",
                        candidate.importance() * TokenWeightCode.IMPORTANCE_WEIGHT,
                        TokenWeightCode.IMPORTANCE_WEIGHT));
        components.add(
                new ScoreComponent(
                        "str_distance", candidate.similarity(), ScoreFormula.SIMILARITY_WEIGHT));
        if (hasCenter) {
            components.add(
                    new ScoreComponent(
                            "geo_distance",
                            GeoDistance.proximity(candidate.kilometres())
                                    * ScoreFormula.PROXIMITY_WEIGHT,
                            ScoreFormula.PROXIMITY_WEIGHT));
        }
        return components;
    }

    /**
     * Returns the top-level phases. Nested phases are collectors, which are reported separately.
     */
    private static List<Explanation.PhaseDuration> durations(PhaseRecorder phases) {
        List<Explanation.PhaseDuration> durations = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            if (phases.parent(i) == PhaseRecorder.NO_PARENT) {
                durations.add(
                        new Explanation.PhaseDuration(
                                phases.title(i), phases.nanoseconds(i) / 1000.0));
            }
        }
        return durations;
    }

    /** Gathers the lookups of the running collector, and records them when the collector ends. */
    private final class LookupRecorder implements CollectorListener {

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
