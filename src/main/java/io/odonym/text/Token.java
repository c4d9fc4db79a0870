package io.odonym.text;

import java.util.Objects;

/**
 * A token of an analyzed query.
 *
 * @param text the indexed form, which is folded, replaced with its synonym and phonetically encoded
 * @param position the index of the source word in the cleaned query, starting at 0; if a number was
 *     joined with its suffix, the index of the number
 * @param part the index within a multi-word synonym, starting at 0
 * @param houseNumber whether the token is the house number
 * @param word the source word before synonyms and phonetic encoding are applied, for example "12"
 *     for the token "douz"
 */
public record Token(String text, int position, int part, boolean houseNumber, String word) {

    public Token {
        Objects.requireNonNull(text);
        Objects.requireNonNull(word);
    }
}
