package io.odonym.rank;

import io.odonym.text.Token;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The house number that a query contains.
 *
 * @param number the leading digits
 * @param suffix the first letter of the suffix, such as {@code b} for "bis"; 0 if there is none
 * @param key the concatenated tokens, which identify a house number of a street (addok 1.3.2,
 *     helpers/results.match_housenumber)
 */
public record RequestedHouseNumber(int number, char suffix, String key) {

    private static final Comparator<Token> QUERY_ORDER =
            Comparator.comparingInt(Token::position).thenComparingInt(Token::part);

    /** Returns the house number of a query; empty if no token is a house number. */
    public static Optional<RequestedHouseNumber> of(List<Token> tokens) {
        List<Token> parts = new ArrayList<>(2);
        for (Token token : tokens) {
            if (token.houseNumber()) {
                parts.add(token);
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        parts.sort(QUERY_ORDER);
        StringBuilder key = new StringBuilder();
        for (Token part : parts) {
            key.append(part.text());
        }
        String word = parts.getFirst().word();
        int digits = 0;
        int number = 0;
        while (digits < word.length() && Character.digit(word.charAt(digits), 10) >= 0) {
            number = number * 10 + Character.digit(word.charAt(digits++), 10);
        }
        char suffix = digits < word.length() ? word.charAt(digits) : 0;
        return Optional.of(new RequestedHouseNumber(number, suffix, key.toString()));
    }
}
