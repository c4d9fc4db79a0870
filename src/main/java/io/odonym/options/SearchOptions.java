package io.odonym.options;

import io.odonym.csv.CsvRequest;

import picocli.CommandLine.Option;

import java.util.List;

/** The options of geocoding a table that apply to searches and not to reverse searches. */
public final class SearchOptions {

    @Option(
            names = "--columns",
            paramLabel = "A,B",
            split = ",",
            description = "The columns that form the address, in this order (default: all).")
    private List<String> columns = List.of();

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            defaultValue = "" + CsvRequest.DEFAULT_MINIMUM_SCORE,
            description =
                    "Accept only results with a score above this one, from 0 to 1 (default:"
                            + " ${DEFAULT-VALUE}).")
    private double minimumScore;

    /** Creates the options with their default values; picocli sets the given ones. */
    public SearchOptions() {}

    /** Returns the columns that form the query, in order; empty for all columns. */
    public List<String> columns() {
        return columns;
    }

    /** Returns the score, from 0 to 1, that a result must exceed. */
    public double minimumScore() {
        return minimumScore;
    }
}
