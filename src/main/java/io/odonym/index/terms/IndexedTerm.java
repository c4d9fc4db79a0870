package io.odonym.index.terms;

/**
 * A token that the index holds. Its number stands for it among the terms of one index.
 *
 * @param text the token
 * @param number its number in the {@link TermDictionary}
 * @param documents how many documents hold it
 */
public record IndexedTerm(String text, int ordinal, int documentCount) implements LookupKey {

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
