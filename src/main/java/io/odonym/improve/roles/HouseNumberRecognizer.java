package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.text.NumberWords;

import java.util.Set;

/**
 * Assigns the role of a house number, and of the sign "n°" before it, to the numbers that no other
 * rule explains: "12", "12bis", "n° 12".
 *
 * <p>A number after an article belongs to a name, unless a street type follows: "rue des 36 ponts",
 * but "le 12 rue haute". An ordinal belongs to a name too: "2eme avenue".
 */
final class HouseNumberRecognizer implements RoleRecognizer {

    private static final Set<String> NAME_ARTICLES = Set.of("du", "des", "aux", "le", "les");

    private static final int MAX_DIGITS = 4;

    /** The maximum length of an ordinal ending that can also be a house number suffix: "2e". */
    private static final int SUFFIX_LENGTH = 1;

    private static final int MAX_SUFFIX_LENGTH = 9;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean range = tokens.token(i).role() == TokenRole.HOUSE_NUMBER;
            if (range || tokens.isFree(i) && isHouseNumber(tokens, i)) {
                boolean sign = tokens.isNumberSign(i - 1) && tokens.isFree(i - 1);
                tokens.assign(sign ? i - 1 : i, i + 1, TokenRole.HOUSE_NUMBER);
            }
        }
    }

    private static boolean isHouseNumber(RoleAssignment tokens, int i) {
        RoleToken token = tokens.token(i);
        int digits = token.leadingDigits();
        int ending = token.text().length() - digits;
        boolean length =
                digits > 0
                        && ending <= MAX_SUFFIX_LENGTH
                        && (digits <= MAX_DIGITS || tokens.isPostcode(i));
        return length && !isOrdinal(tokens, i, ending) && !isInName(tokens, i);
    }

    private static boolean isOrdinal(RoleAssignment tokens, int i, int ending) {
        if (ending == 0 || NumberWords.ordinal(tokens.text(i)) == NumberWords.NOT_A_NUMBER) {
            return false;
        }
        TokenRole previous = tokens.token(i - 1).role();
        boolean secondNumber = previous == TokenRole.HOUSE_NUMBER || previous == TokenRole.SUFFIX;
        return ending > SUFFIX_LENGTH || secondNumber;
    }

    private static boolean isInName(RoleAssignment tokens, int i) {
        if (!NAME_ARTICLES.contains(tokens.text(i - 1))) {
            return false;
        }
        int next = tokens.isSuffix(i + 1) ? i + 2 : i + 1;
        return !tokens.isStreetType(i + 1) && !tokens.isStreetType(next);
    }
}
