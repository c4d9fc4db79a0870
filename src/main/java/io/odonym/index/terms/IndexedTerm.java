package io.odonym.index.terms;

/**
 * A token that the index holds. Its number stands for it among the terms of one index.
 *
 * @param text the token
 * @param number its number in the {@link TermDictionary}
 * @param documents how many documents hold it
 */
public record IndexedTerm(String text, int number, int documents) implements LookupKey {

    @Override
    public boolean equals(Object other) {
        return other instanceof IndexedTerm term && term.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return text;
    }
}
