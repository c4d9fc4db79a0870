package io.odonym.collect;

import io.odonym.index.terms.IndexedTerm;

import java.util.Objects;
import java.util.Optional;

/**
 * A word of the query, house number aside.
 *
 * @param text the token
 * @param term the token in the index, where a document holds it
 * @param last whether it is the last word of the query, which may be unfinished
 */
public record QueryTerm(String text, Optional<IndexedTerm> term, boolean last) {

    public QueryTerm {
        Objects.requireNonNull(text);
        Objects.requireNonNull(term);
    }

    /** How many documents hold it. */
    public int documents() {
        return term.isPresent() ? term.get().documentCount() : 0;
    }

    /** Whether it consists of digits only. */
    boolean isNumber() {
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
