package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;

/**
 * Assigns the role of a suffix to the words after a house number: "12 bis", "12 q rue haute", "42 a
 * bis".
 *
 * <p>A single letter may also be an elided article ("12 l impasse") or the abbreviation of a street
 * type ("12 r de la paix").
 */
final class SuffixRecognizer implements RoleRecognizer {

    /** Single letters that are more often an elided article than a suffix. */
    private static final String ELISIONS = "dljsntm";

    private static final int MAX_SUFFIXES = 2;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            RoleToken number = tokens.token(i);
            if (number.role() != TokenRole.HOUSE_NUMBER
                    || !number.isNumber()
                    || number.numbers().size() > 1) {
                continue;
            }
            int end = i + 1;
            while (end <= i + MAX_SUFFIXES && isSuffix(tokens, end)) {
                end++;
            }
            tokens.assign(i + 1, end, TokenRole.SUFFIX);
        }
    }

    private static boolean isSuffix(RoleAssignment tokens, int i) {
        if (!tokens.isSuffix(i)) {
            return false;
        }
        if (tokens.isLongSuffix(i)) {
            return true;
        }
        boolean elision = tokens.token(i + 1).before().startsWith("'");
        boolean last = tokens.isLast(i);
        boolean end =
                last
                        || tokens.isStreetType(i + 1)
                        || tokens.isPostcode(i + 1)
                        || tokens.isLongSuffix(i + 1);
        boolean streetType = tokens.isStreetType(i);
        return !elision && (end || !streetType && ELISIONS.indexOf(tokens.text(i)) < 0);
    }
}
