package io.odonym.improve.query;

import java.util.Locale;

/** A part of the address in which a result differs from what the query says. */
public enum Conflict {
    /** The query has another postcode. */
    POSTCODE,
    /** The query names another city. */
    CITY,
    /** The query names another department. */
    DEPARTMENT;

    /** The value in the GeoJSON property {@code conflict}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
