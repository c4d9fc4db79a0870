package io.odonym.telemetry;

/**
 * The phases of a request in their order. A phase's name is the name of its span, the {@code phase}
 * of the histogram and the line of the explanation. Collectors are phases too, within {@link
 * #COLLECT}, by their own names.
 */
public enum Phase {
    /** From the text of a query to its tokens. */
    PARSE("geocode.parse", "The query's text becomes tokens"),
    /** Gathers candidates. */
    COLLECT("geocode.collect", "Candidates are gathered; one child for each collector that ran"),
    /** Scores candidates. */
    RANK("geocode.rank", "Candidates are scored and put in order"),
    /** Reads the query more freely, where the request asks for it. */
    IMPROVE(
            "geocode.improve",
            "The query is read more freely, where the request asks for it; one child for each"
                    + " improvement that ran"),
    /** Looks around a point. */
    NEAREST("geocode.nearest", "A reverse search looks around its point"),
    /** Reads what is shown of the best. */
    FETCH("geocode.fetch", "The fields of the features are read out of the index"),
    /** Writes the answer. */
    FORMAT("geocode.format", "The answer is written as JSON"),
    /** Some rows of a file. */
    ROWS("csv.rows", "A chunk of a CSV file's rows"),
    /** A task of Spark's. */
    PARTITION("spark.partition", "A partition of a job on Apache Spark");

    private final String title;
    private final String description;

    Phase(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** The name of its span, of its label and of its line. */
    public String title() {
        return title;
    }

    /** What happens in it. */
    public String description() {
        return description;
    }
}
