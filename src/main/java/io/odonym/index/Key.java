package io.odonym.index;

/**
 * What candidates are looked up by: a token, or a set of documents (those of a filter, those near a
 * point).
 */
public sealed interface Key permits Term, DocumentSet {

    /** How many documents hold it. */
    int documents();
}
