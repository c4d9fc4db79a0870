package io.odonym.telemetry;

/**
 * The phases of a request, in execution order. The title of a phase is used as the name of its
 * span, as the value of the histogram label {@code phase}, and in the explanation of a search. A
 * collector is a phase within {@link #COLLECT} and has its own title.
 */
public enum RequestPhase {
    PARSE("geocode.parse", "Text analysis of the query"),
    COLLECT("geocode.collect", "Collecting the candidates; one child span per collector that ran"),
    RANK("geocode.rank", "Scoring and sorting the candidates"),
    IMPROVE(
            "geocode.improve",
            "Relaxed search, if the request enables it; one child span per improvement that"
                    + " ran"),
    NEAREST("geocode.nearest", "Reverse search around a point"),
    FETCH("geocode.fetch", "Reading the fields of the results from the index"),
    FORMAT("geocode.format", "Writing the response as JSON"),
    ROWS("csv.rows", "Geocoding a chunk of CSV rows"),
    PARTITION("spark.partition", "Geocoding a partition in Apache Spark");

    private final String title;
    private final String description;

    RequestPhase(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** Returns the title, which is used in spans, metrics and explanations. */
    public String title() {
        return title;
    }

    /** Returns the description, which also appears in the documentation. */
    public String description() {
        return description;
    }
}
