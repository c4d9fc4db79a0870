package io.odonym.geocode;

import io.odonym.collect.Trace;
import io.odonym.geocode.Explanation.Part;
import io.odonym.geocode.Explanation.Score;
import io.odonym.index.Boost;
import io.odonym.rank.Distance;
import io.odonym.rank.Ranked;
import io.odonym.rank.Scoring;
import io.odonym.telemetry.Phases;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down how an answer comes about; {@link #NONE} does nothing. */
final class Explainer {

    /** For a request that asks for no explanation. */
    static final Explainer NONE = new Explainer(List.of(), Trace.NONE);

    private final List<Explanation.Stage> stages;
    private final Trace trace;
    private final List<Explanation.Collector> collectors = new ArrayList<>();

    private Explainer(List<Explanation.Stage> stages, Trace trace) {
        this.stages = stages;
        this.trace = trace;
    }

    Explainer(TextAnalysis text, String query) {
        this.stages =
                text.explain(query).stream()
                        .map(stage -> new Explanation.Stage(stage.name(), stage.tokens()))
                        .toList();
        this.trace = new Steps();
    }

    /** What collection tells its steps. */
    Trace trace() {
        return trace;
    }

    Optional<Explanation> explanation(
            Ranked[] best, List<Feature> features, Optional<Center> center, Phases phases) {
        if (this == NONE) {
            return Optional.empty();
        }
        List<Score> scores = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            List<Part> parts = new ArrayList<>();
            parts.add(
                    new Part(
                            "importance",
                            best[i].importance() * Boost.IMPORTANCE_WEIGHT,
                            Boost.IMPORTANCE_WEIGHT));
            parts.add(new Part("str_distance", best[i].likeness(), Scoring.LIKENESS_WEIGHT));
            if (center.isPresent()) {
                parts.add(
                        new Part(
                                "geo_distance",
                                Distance.nearness(best[i].kilometres()) * Scoring.NEARNESS_WEIGHT,
                                Scoring.NEARNESS_WEIGHT));
            }
            scores.add(new Score(features.get(i).label(), parts));
        }
        return Optional.of(new Explanation(stages, List.copyOf(collectors), times(phases), scores));
    }

    /** The collectors among the phases are told of at greater length elsewhere. */
    private static List<Explanation.PhaseTime> times(Phases phases) {
        List<Explanation.PhaseTime> times = new ArrayList<>();
        for (int i = 0; i < phases.size(); i++) {
            if (phases.parent(i) == Phases.NO_PARENT) {
                times.add(
                        new Explanation.PhaseTime(phases.title(i), phases.nanoseconds(i) / 1000.0));
            }
        }
        return times;
    }

    /** Gathers the lookups of a collector until it ends. */
    private final class Steps implements Trace {

        private final List<String> steps = new ArrayList<>();

        @Override
        public boolean listens() {
            return true;
        }

        @Override
        public void lookup(String action, List<?> keys, int candidates) {
            steps.add(action + " " + keys + ": " + candidates);
        }

        @Override
        public void collector(String name, int candidates, long nanoseconds) {
            collectors.add(
                    new Explanation.Collector(
                            name, List.copyOf(steps), candidates, nanoseconds / 1000.0));
            steps.clear();
        }
    }
}
