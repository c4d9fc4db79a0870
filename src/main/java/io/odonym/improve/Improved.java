package io.odonym.improve;

import io.odonym.rank.Ranked;

import java.util.List;

/**
 * The results of an improved search.
 *
 * @param results best first
 */
public record Improved(List<Result> results) {

    public Improved {
        results = List.copyOf(results);
    }

    /**
     * One of them.
     *
     * @param ranked the place
     * @param improvements the names of the improvements that it took
     * @param wanted the house number that the query has, in one word; empty where it has none
     * @param cost what it costs to take the query for it, in points
     */
    public record Result(Ranked ranked, List<String> improvements, String wanted, double cost) {

        public Result {
            improvements = List.copyOf(improvements);
        }
    }
}
