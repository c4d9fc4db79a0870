package io.odonym.csv;

/** The outcome of geocoding a row, which is the value of the column {@code result_status}. */
public enum RowStatus {
    /** The row has results. */
    FOUND("found"),
    /** The search found nothing. */
    NOT_FOUND("not-found"),
    /** The score of the best result is not above the minimum score. */
    BELOW_MINIMUM_SCORE("below-min-score"),
    /** The query has too many characters and was not run. */
    TOO_LONG("too-long"),
    /** The query is too short or starts with a sign, and was not run by the Géoplateforme's API. */
    NOT_SEARCHABLE("skipped"),
    /** The search exceeded its timeout twice, because the machine was paused or overloaded. */
    TIMED_OUT("out-of-time"),
    /**
     * The coordinates of the row are invalid. A forward search ignores the coordinates. A reverse
     * search is not run.
     */
    INVALID_COORDINATES("invalid-coordinates");

    private final String columnValue;

    RowStatus(String columnValue) {
        this.columnValue = columnValue;
    }

    /** Returns the value of the column {@code result_status}. */
    public String columnValue() {
        return columnValue;
    }
}
