package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;

import java.util.List;

/**
 * Recognizes CEDEX and its number, and joins the pieces of a postcode before it: "44 952 nantes
 * cedex". A postcode that is used only for CEDEX addresses determines the department. In Paris,
 * Lyon and Marseille, the number after CEDEX determines the arrondissement.
 */
final class CedexRecognizer implements RoleRecognizer {

    private static final int MAX_NUMBER_DIGITS = 2;
    private static final int LONG_PIECE = 3;

    @Override
    public void apply(RoleAssignment tokens) {
        joinPostcode(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isFree(i) || !tokens.text(i).equals("cedex")) {
                continue;
            }
            boolean numbered = tokens.isNumber(i + 1, 1, MAX_NUMBER_DIGITS);
            int number = numbered ? RoleAssignment.rank(tokens.text(i + 1)) : 0;
            tokens.assign(i, numbered ? i + 2 : i + 1, TokenRole.CEDEX);
            int postcode = postcodeBefore(tokens, i);
            if (postcode < 0 || isOrdinaryPostcode(tokens, postcode, i)) {
                continue;
            }
            tokens.addDepartment(RoleAssignment.department(tokens.text(postcode)));
            String arrondissement = ArrondissementRecognizer.postcode(tokens.text(i - 1), number);
            if (arrondissement.isEmpty()) {
                tokens.assign(postcode, postcode + 1, TokenRole.CEDEX);
            } else {
                tokens.replace(
                        postcode,
                        postcode + 1,
                        new RoleToken(
                                arrondissement,
                                tokens.token(postcode).before(),
                                TokenRole.POSTCODE));
            }
        }
    }

    /**
     * Joins a group of two digits and a group of three digits before the word CEDEX if the query
     * has no other postcode.
     */
    private static void joinPostcode(RoleAssignment tokens) {
        boolean cedex = false;
        for (int i = tokens.size() - 1; i >= 0 && !tokens.hasPostcode(); i--) {
            boolean pieces =
                    tokens.isNumber(i, 2, 2)
                            && tokens.isNumber(i + 1, LONG_PIECE, LONG_PIECE)
                            && tokens.token(i + 1).before().isBlank()
                            && !tokens.isStreetType(i + 2)
                            && Departments.isCode(tokens.text(i));
            if (cedex && pieces) {
                tokens.replace(
                        i,
                        i + 2,
                        new RoleToken(
                                tokens.text(i) + tokens.text(i + 1),
                                tokens.token(i).before(),
                                TokenRole.WORD));
            }
            cedex |= tokens.text(i).equals("cedex");
        }
    }

    private static int postcodeBefore(RoleAssignment tokens, int cedex) {
        for (int i = cedex - 1; i >= 0; i--) {
            if (tokens.isPostcode(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns whether the postcode belongs to the city between it and the word CEDEX. */
    private static boolean isOrdinaryPostcode(RoleAssignment tokens, int postcode, int cedex) {
        String text = tokens.text(postcode);
        if (!tokens.gazetteer().isPostcode(text)) {
            return false;
        }
        List<String> postcodes =
                postcode + 1 < cedex ? tokens.postcodes(postcode + 1, cedex) : List.of();
        return postcodes.isEmpty() || postcodes.contains(text);
    }
}
