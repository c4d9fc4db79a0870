package io.odonym.collect;

import io.odonym.index.terms.IndexedTerm;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A term of a query other than the house number. Immutable.
 *
 * @param text the token that text analysis produced from a query word
 * @param term the index entry of the token; empty if no document contains the token
 * @param last whether this is the last token of the query, which the user may still be typing
 */
public record QueryTerm(String text, Optional<IndexedTerm> term, boolean last) {

    /** Orders terms by descending length. */
    static final Comparator<QueryTerm> LONGEST_FIRST =
            Comparator.comparingInt((QueryTerm term) -> term.text().length()).reversed();

    /** Orders terms by ascending document count. */
    static final Comparator<QueryTerm> RAREST_FIRST =
            Comparator.comparingInt(QueryTerm::documentCount);

    public QueryTerm {
        Objects.requireNonNull(text);
        Objects.requireNonNull(term);
    }

    /** Returns the number of documents that contain the term; 0 if it is not in the index. */
    public int documentCount() {
        return term.isPresent() ? term.get().documentCount() : 0;
    }

    /**
     * Returns the index entry of a term that is in the index, such as a meaningful or a common
     * term.
     *
     * @throws java.util.NoSuchElementException if the term is not in the index
     */
    IndexedTerm indexedTerm() {
        return term.orElseThrow();
    }

    /** Returns whether the term consists of digits only. */
    boolean isNumeric() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public String toString() {
        return text;
    }
}
