package io.odonym.index.terms;

/**
 * A term that occurs in the index. Two terms of the same index are equal if their ordinals are
 * equal.
 *
 * @param text the text of the term
 * @param ordinal the ordinal of the term in the {@link TermDictionary}
 * @param documentCount the number of documents that contain the term
 */
public record IndexedTerm(String text, int ordinal, int documentCount)
        implements ConjunctionClause {

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexedTerm term && term.ordinal == ordinal;
    }

    @Override
    public int hashCode() {
        return ordinal;
    }

    @Override
    public String toString() {
        return text;
    }
}
