package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

/** Assigns the role of a postcode to numbers of five digits. */
final class PostcodeRecognizer implements RoleRecognizer {

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isFree(i) && tokens.isPostcode(i) && !isHouseNumber(tokens, i)) {
                tokens.assign(i, i + 1, TokenRole.POSTCODE);
            }
        }
    }

    /**
     * Returns whether a number at the start of the query is a house number: a street type follows,
     * and either the number is not a postcode of the index or the query has another postcode.
     */
    private static boolean isHouseNumber(RoleAssignment tokens, int i) {
        if (!tokens.isFirst(i) || !tokens.isStreetType(i + 1)) {
            return false;
        }
        for (int k = i + 1; k < tokens.size(); k++) {
            if (tokens.isPostcode(k)) {
                return true;
            }
        }
        return !tokens.gazetteer().isPostcode(tokens.text(i));
    }
}
