package io.odonym.improve.query;

import java.util.Locale;

/** A part of the address in which a result differs from what the query says. */
public enum AddressConflict {
    /** The query has a different postcode. */
    POSTCODE,
    /** The query names a different city. */
    CITY,
    /** The query names a different department. */
    DEPARTMENT;

    /** The value in the GeoJSON property {@code conflict}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
