package io.odonym.improve.query;

/**
 * The words of a place that a query is aligned with: the words of one name of the place, followed
 * by the words of one of its cities. The postcode is stored separately.
 *
 * @param words the words; elements from {@code size} on are undefined
 * @param nameLength the number of words that belong to the name
 * @param size the number of words
 * @param postcode the postcode; an empty word if the place has none
 */
public record PlaceWords(WordForm[] words, int nameLength, int size, WordForm postcode) {

    /** The maximum number of words. At most half of them belong to the name. */
    public static final int MAX_WORDS = 60;

    /**
     * Joins the words of a name and of a city. Surplus words are dropped.
     *
     * @param buffer an array of {@link #MAX_WORDS} elements, which the result uses as its storage
     */
    public static PlaceWords join(
            WordForm[] name, WordForm[] city, WordForm postcode, WordForm[] buffer) {
        int nameLength = Math.min(name.length, MAX_WORDS / 2);
        int size = Math.min(nameLength + city.length, MAX_WORDS);
        System.arraycopy(name, 0, buffer, 0, nameLength);
        System.arraycopy(city, 0, buffer, nameLength, size - nameLength);
        return new PlaceWords(buffer, nameLength, size, postcode);
    }

    /** Returns the word at an index, which must be less than {@link #size}. */
    public WordForm word(int index) {
        return words[index];
    }

    /**
     * Concatenates consecutive words without a separator.
     *
     * @param first the index of the first word
     * @param last the index of the last word, inclusive
     */
    public String concatenate(int first, int last) {
        StringBuilder text = new StringBuilder();
        for (int i = first; i <= last; i++) {
            text.append(words[i].text());
        }
        return text.toString();
    }
}
