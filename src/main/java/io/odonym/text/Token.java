package io.odonym.text;

import java.util.Objects;

/**
 * One token of a query after the whole analysis.
 *
 * @param text what is looked up: folded, its synonym, reduced to its sound
 * @param position which word of the cleaned query it comes from, from 0; a number glued to its
 *     suffix has the number's
 * @param part which word of a synonym of several words it is, from 0
 * @param houseNumber whether the word was recognised as the house number
 * @param word the word before synonyms and phonetics: "12b" for what becomes "12b", "12" for what
 *     becomes "douz"
 */
public record Token(String text, int position, int part, boolean houseNumber, String word) {

    public Token {
        Objects.requireNonNull(text);
        Objects.requireNonNull(word);
    }
}
