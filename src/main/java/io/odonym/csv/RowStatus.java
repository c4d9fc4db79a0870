package io.odonym.csv;

/** What became of a row: the words of the column result_status. */
public enum RowStatus {
    /** It has results. */
    FOUND("found"),
    /** Nothing was found. */
    NOT_FOUND("not-found"),
    /** Something was found, but not above the minimum score. */
    BELOW_MINIMUM("below-min-score"),
    /** The query has too many characters, and was not searched. */
    TOO_LONG("too-long"),
    /** Its search took longer than a search may, twice: the machine stood still, or is too busy. */
    OUT_OF_TIME("out-of-time"),
    /** Its coordinates are none; a forward search was made without them. */
    BAD_POINT("invalid-coordinates");

    private final String word;

    RowStatus(String word) {
        this.word = word;
    }

    /** As the column says it. */
    public String word() {
        return word;
    }
}
