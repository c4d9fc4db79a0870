package io.odonym.improve;

/** How the house number of a result answers the one that was asked for. */
public enum HouseNumberMatch {
    /** No number was asked for. */
    NOT_ASKED(""),
    /** It is the number that was asked for. */
    EXACT("exact"),
    /** The same number with another suffix, or without. */
    SUFFIX("suffix"),
    /** A point between the two nearest numbers of the same side. */
    INTERPOLATED("interpolated"),
    /** The nearest number of the same side. */
    NEAREST("nearest"),
    /** The place without a number. */
    NONE("none");

    private final String word;

    HouseNumberMatch(String word) {
        this.word = word;
    }

    /** The word of the property {@code housenumber_match}. */
    public String word() {
        return word;
    }
}
