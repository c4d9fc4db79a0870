package io.odonym.telemetry;

/**
 * The phases of a request in their order. The title of a phase names its span, the label {@code
 * phase} of the histogram and the entry of the explanation. Collectors are phases within {@link
 * #COLLECT} and have titles of their own.
 */
public enum Phase {
    PARSE("geocode.parse", "Text analysis of the query"),
    COLLECT("geocode.collect", "Collection of candidates; one child span per collector that ran"),
    RANK("geocode.rank", "Scoring and sorting of the candidates"),
    IMPROVE(
            "geocode.improve",
            "Relaxed search, if the request asks for it; one child span per improvement that"
                    + " ran"),
    NEAREST("geocode.nearest", "Reverse search around a point"),
    FETCH("geocode.fetch", "Reading of the features' fields from the index"),
    FORMAT("geocode.format", "Writing of the response as JSON"),
    ROWS("csv.rows", "Geocoding of a chunk of CSV rows"),
    PARTITION("spark.partition", "Geocoding of a partition in Apache Spark");

    private final String title;
    private final String description;

    Phase(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** The name of the span, the label value and the entry of the explanation. */
    public String title() {
        return title;
    }

    /** The description for the documentation. */
    public String description() {
        return description;
    }
}
