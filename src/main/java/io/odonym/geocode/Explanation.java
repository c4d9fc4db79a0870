package io.odonym.geocode;

import java.util.List;

/**
 * How an answer came about, as addok's EXPLAIN tells it.
 *
 * @param text the query after each stage of the text analysis, in order
 * @param collectors the collectors that ran, in order
 * @param phases how long each phase took, until the answer was there
 * @param scores the parts of each feature's score, in the order of the features
 * @param attempts the improvements that ran, in order; none where the plain search was good enough
 */
public record Explanation(
        List<Stage> text,
        List<Collector> collectors,
        List<PhaseTime> phases,
        List<Score> scores,
        List<Attempt> attempts) {

    /** Of a search that was not to be improved. */
    public Explanation(
            List<Stage> text,
            List<Collector> collectors,
            List<PhaseTime> phases,
            List<Score> scores) {
        this(text, collectors, phases, scores, List.of());
    }

    /** The same, with what was tried to improve it. */
    Explanation withAttempts(List<Attempt> tried) {
        return new Explanation(text, collectors, phases, scores, tried);
    }

    /**
     * An improvement that ran.
     *
     * @param name the improvement's name
     * @param readings the readings that the improvement added, each as "words: reading"
     * @param microseconds the time that the improvement took, in microseconds
     */
    public record Attempt(String name, List<String> readings, double microseconds) {

        public Attempt {
            readings = List.copyOf(readings);
        }
    }

    /**
     * A phase and how long it took.
     *
     * @param name the phase's name, which is its span's too
     * @param microseconds how long it took
     */
    public record PhaseTime(String name, double microseconds) {}

    /**
     * The query after one stage.
     *
     * @param stage the stage's name
     * @param tokens the text, or the tokens
     */
    public record Stage(String stage, List<String> tokens) {}

    /**
     * One collector that ran.
     *
     * @param name the collector's name
     * @param steps what it looked up: the keys and how many candidates there were afterwards
     * @param candidates how many candidates there were when it ended
     * @param microseconds how long it took
     */
    public record Collector(String name, List<String> steps, int candidates, double microseconds) {}

    /**
     * The parts of one score.
     *
     * @param label the label that matched best
     * @param parts name, value and ceiling of each part
     */
    public record Score(String label, List<Part> parts) {}

    /**
     * A part of a score.
     *
     * @param name importance, str_distance or geo_distance, as addok names them
     * @param value what the place got
     * @param ceiling what it could have got
     */
    public record Part(String name, double value, double ceiling) {}
}
