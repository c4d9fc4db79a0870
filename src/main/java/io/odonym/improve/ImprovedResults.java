package io.odonym.improve;

import io.odonym.improve.query.HouseNumberMatch;
import io.odonym.rank.ScoredCandidate;

import java.util.List;

/**
 * The results of a search that was to be improved.
 *
 * @param results best first
 * @param attempts what was tried, where the request asked for it; empty where the plain search was
 *     good enough
 */
public record ImprovedResults(List<Result> results, List<Step> attempts) {

    public ImprovedResults {
        results = List.copyOf(results);
        attempts = List.copyOf(attempts);
    }

    /**
     * One result.
     *
     * @param ranked the place; its number is the one that answers, or the one below the point
     * @param improvements the names of the improvements that made it; none for a plain result
     * @param match how its number answers the one that was asked for
     * @param wanted the number that was asked for, in one word; empty where none was
     * @param upper the number above the point, by its place among the document's
     * @param share how far the point is from the number below to the one above, 0 to 1
     */
    public record Result(
            ScoredCandidate ranked,
            List<String> improvements,
            HouseNumberMatch match,
            String wanted,
            int upper,
            double share) {

        public Result {
            improvements = List.copyOf(improvements);
        }
    }

    /**
     * An improvement that ran.
     *
     * @param name its name
     * @param readings what it added, as "words: reading"
     * @param microseconds how long it took
     */
    public record Step(String name, List<String> readings, double microseconds) {

        public Step {
            readings = List.copyOf(readings);
        }
    }
}
