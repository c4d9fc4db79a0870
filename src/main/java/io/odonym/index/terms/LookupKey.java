package io.odonym.index.terms;

import java.util.Comparator;

/**
 * What candidates are looked up by: a token, or a set of documents (those of a filter, those near a
 * point).
 */
public sealed interface LookupKey permits IndexedTerm, DocumentSet {

    /** In ascending order of their document counts. */
    Comparator<LookupKey> RAREST_FIRST = Comparator.comparingInt(LookupKey::documentCount);

    /** How many documents hold it. */
    int documentCount();
}
