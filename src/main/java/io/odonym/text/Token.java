package io.odonym.text;

import java.util.Objects;

/**
 * A token of an analyzed query.
 *
 * @param text the indexed form: folded, replaced by its synonym and phonetically encoded
 * @param position index of the source word in the cleaned query, from 0; a number joined with its
 *     suffix has the index of the number
 * @param part index within a synonym of several words, from 0
 * @param houseNumber whether the token is the house number
 * @param word the source word before synonyms and phonetic encoding, for example "12" of the token
 *     "douz"
 */
public record Token(String text, int position, int part, boolean houseNumber, String word) {

    public Token {
        Objects.requireNonNull(text);
        Objects.requireNonNull(word);
    }
}
