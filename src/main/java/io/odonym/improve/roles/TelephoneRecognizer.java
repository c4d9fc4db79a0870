package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

import java.util.Set;

/**
 * Recognizes telephone numbers: ten digits in one or five pieces, with or without a word such as
 * "tel" before them.
 */
final class TelephoneRecognizer implements RoleRecognizer {

    private static final Set<String> WORDS =
            Set.of("tel", "telephone", "tph", "fax", "mobile", "portable", "gsm");

    private static final int DIGITS = 10;
    private static final int PIECES = 5;
    private static final int MIN_DIGITS = 6;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (WORDS.contains(tokens.text(i)) && tokens.isFree(i)) {
                int end = digitsEnd(tokens, i + 1, Integer.MAX_VALUE);
                if (countDigits(tokens, i + 1, end) >= MIN_DIGITS) {
                    tokens.assign(i, end, TokenRole.TELEPHONE);
                }
            } else if (tokens.isNumber(i, DIGITS, DIGITS) && tokens.text(i).startsWith("0")) {
                tokens.assign(i, i + 1, TokenRole.TELEPHONE);
            } else if (tokens.isNumber(i, 2, 2)
                    && tokens.text(i).startsWith("0")
                    && digitsEnd(tokens, i, i + PIECES) == i + PIECES
                    && countDigits(tokens, i, i + PIECES) == DIGITS) {
                tokens.assign(i, i + PIECES, TokenRole.TELEPHONE);
            }
        }
    }

    private static int digitsEnd(RoleAssignment tokens, int from, int max) {
        int end = from;
        while (end < max && tokens.isFree(end) && tokens.token(end).isNumber()) {
            end++;
        }
        return end;
    }

    private static int countDigits(RoleAssignment tokens, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += tokens.text(i).length();
        }
        return count;
    }
}
