package io.odonym.improve.query;

/** How the house number of a result relates to the number in the query. */
public enum HouseNumberMatchType {
    /** The query has no house number. */
    NOT_ASKED(""),
    /** The result has the house number that the query contains. */
    EXACT("exact"),
    /** The result has the same number with a different suffix, or without a suffix. */
    SUFFIX("suffix"),
    /** The result is a point between the two nearest numbers on the same side of the street. */
    INTERPOLATED("interpolated"),
    /** The result is the nearest number on the same side of the street. */
    NEAREST("nearest"),
    /** The result is the place itself, without a house number. */
    NONE("none");

    private final String word;

    HouseNumberMatchType(String word) {
        this.word = word;
    }

    /** The value of the GeoJSON property {@code housenumber_match}. */
    public String word() {
        return word;
    }
}
