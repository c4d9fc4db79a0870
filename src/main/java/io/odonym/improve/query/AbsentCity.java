package io.odonym.improve.query;

/** How a query names a city that the index does not contain. */
public enum AbsentCity {
    /** The query names no such city. */
    NONE,
    /** The query is the name of such a city. */
    ALONE,
    /** The query ends with the name of such a city. */
    LAST
}
