package io.odonym.geocode;

import java.util.List;

/**
 * Explains how a search found and scored its results, like addok's {@code EXPLAIN}.
 *
 * @param textStages the query after each stage of the text analysis, in order
 * @param collectors the collectors that ran, in order
 * @param phases the duration of each phase of the search
 * @param scores the components of each feature's score, in the order of the features
 * @param improvements the phases of the relaxed search that ran, in order; only the assignment of
 *     roles if the plain search found a good result; empty if the request did not enable
 *     improvements
 */
public record Explanation(
        List<TextStage> textStages,
        List<Collector> collectors,
        List<PhaseDuration> phases,
        List<Score> scores,
        List<Improvement> improvements) {

    /** Returns a copy with the given improvement rules. */
    Explanation withImprovements(List<Improvement> ran) {
        return new Explanation(textStages, collectors, phases, scores, ran);
    }

    /**
     * An improvement rule that ran.
     *
     * @param name the name of the improvement
     * @param alternatives the alternatives that the rule added to the query, each as "words:
     *     alternative"; for the assignment of roles, each word as "word: role"
     * @param microseconds the duration
     */
    public record Improvement(String name, List<String> alternatives, double microseconds) {

        public Improvement {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * A phase of the search and its duration.
     *
     * @param name the name of the phase, which is also the name of its span
     * @param microseconds the duration
     */
    public record PhaseDuration(String name, double microseconds) {}

    /**
     * The query after one stage of the text analysis.
     *
     * @param name the name of the stage
     * @param tokens the tokens; before tokenization, the whole text as one element
     */
    public record TextStage(String name, List<String> tokens) {}

    /**
     * A collector that ran.
     *
     * @param name the name of the collector
     * @param steps the lookups of the collector, each with its keys and the number of candidates
     *     after it
     * @param candidates the number of candidates when the collector ended
     * @param microseconds the duration
     */
    public record Collector(String name, List<String> steps, int candidates, double microseconds) {}

    /**
     * The components of the score of one feature.
     *
     * @param label the label of the feature
     * @param components the components
     */
    public record Score(String label, List<ScoreComponent> components) {}

    /**
     * One component of a score.
     *
     * @param name the name in addok: importance, str_distance or geo_distance
     * @param value the value, from 0 to {@code max}
     * @param max the largest possible value
     */
    public record ScoreComponent(String name, double value, double max) {}
}
