package io.odonym.index;

/**
 * A token that the index holds.
 *
 * @param text the token
 * @param number its number in the {@link Dictionary}
 * @param documents how many documents hold it
 */
public record Term(String text, int number, int documents) implements Key {

    @Override
    public String toString() {
        return text;
    }
}
