package io.odonym.index;

/**
 * A token that the index holds. Its number stands for it among the terms of one index.
 *
 * @param text the token
 * @param number its number in the {@link Dictionary}
 * @param documents how many documents hold it
 */
public record Term(String text, int number, int documents) implements Key {

    @Override
    public boolean equals(Object other) {
        return other instanceof Term term && term.number == number;
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
