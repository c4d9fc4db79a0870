package io.odonym.options;

import io.odonym.csv.CsvRequest;

import picocli.CommandLine.Option;

import java.util.List;

/** Options for geocoding a table that apply only to searches, not to reverse searches. */
public final class TableSearchOptions {

    @Option(
            names = "--columns",
            paramLabel = "A,B",
            split = ",",
            description = "The columns that form the address, in the given order (default: all).")
    private List<String> columns = List.of();

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            defaultValue = "" + CsvRequest.DEFAULT_MINIMUM_SCORE,
            description =
                    "The score that a result must exceed, from 0 to 1 (default:"
                            + " ${DEFAULT-VALUE}).")
    private double minimumScore;

    /**
     * Creates options with default values. picocli then sets the options given on the command line.
     */
    public TableSearchOptions() {}

    /** Returns the columns that form the query, in order; empty for all columns. */
    public List<String> columns() {
        return columns;
    }

    /** Returns the score, from 0 to 1, that a result must exceed. */
    public double minimumScore() {
        return minimumScore;
    }
}
