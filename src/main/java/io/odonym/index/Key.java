package io.odonym.index;

import java.util.Comparator;

/**
 * What candidates are looked up by: a token, or a set of documents (those of a filter, those near a
 * point).
 */
public sealed interface Key permits Term, DocumentSet {

    /** In ascending order of their document counts. */
    Comparator<Key> RAREST_FIRST = Comparator.comparingInt(Key::documents);

    /** How many documents hold it. */
    int documents();
}
