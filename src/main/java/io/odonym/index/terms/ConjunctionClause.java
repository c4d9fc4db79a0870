package io.odonym.index.terms;

import java.util.Comparator;

/**
 * A key of an index lookup: either a term or a set of documents, for example the documents that
 * match a filter or that lie near a point.
 */
public sealed interface ConjunctionClause permits IndexedTerm, DocumentSet {

    /** Orders keys by ascending document count. */
    Comparator<ConjunctionClause> RAREST_FIRST =
            Comparator.comparingInt(ConjunctionClause::documentCount);

    /** Returns the number of documents that contain this term or belong to this set. */
    int documentCount();
}
