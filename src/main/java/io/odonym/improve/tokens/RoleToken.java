package io.odonym.improve.tokens;

import java.util.List;

/**
 * A word of a query, with its role.
 *
 * @param text the folded word, or the word that replaces it
 * @param before the characters between the previous token and this one, transliterated to ASCII
 * @param role the role
 * @param numbers the house numbers of a range or list, best first; empty for any other token
 * @param asked the range or list as it is written in the query, for example "96-98"; empty for any
 *     other token
 */
public record RoleToken(
        String text, String before, TokenRole role, List<String> numbers, String asked) {

    /** Copies the list of numbers. */
    public RoleToken {
        numbers = List.copyOf(numbers);
    }

    /** Creates a token that is not a range. */
    public RoleToken(String text, String before, TokenRole role) {
        this(text, before, role, List.of(), "");
    }

    /** Returns a copy of this token with a different role. */
    public RoleToken withRole(TokenRole other) {
        return new RoleToken(text, before, other, numbers, asked);
    }

    /** Returns whether the token consists of digits only. */
    public boolean isNumber() {
        return !text.isEmpty() && leadingDigits() == text.length();
    }

    /** Returns the number of digits at the beginning of the text. */
    public int leadingDigits() {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        return digits;
    }
}
