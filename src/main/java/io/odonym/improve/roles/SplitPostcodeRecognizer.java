package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;

/** Joins the two pieces of a postcode: "75 011" and "750 11". */
final class SplitPostcodeRecognizer implements RoleRecognizer {

    private static final int LONG_PIECE = 3;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean pieces =
                    tokens.isNumber(i, 2, 2) && tokens.isNumber(i + 1, LONG_PIECE, LONG_PIECE)
                            || tokens.isNumber(i, LONG_PIECE, LONG_PIECE)
                                    && tokens.isNumber(i + 1, 2, 2);
            String joined = tokens.text(i) + tokens.text(i + 1);
            String between = tokens.token(i + 1).before();
            if (pieces
                    && (between.isBlank() || between.equals(".") || between.equals("-"))
                    && !tokens.isStreetType(i + 2)
                    && !tokens.isNumberSign(i - 1)
                    && tokens.gazetteer().isPostcode(joined)) {
                tokens.replace(
                        i,
                        i + 2,
                        new RoleToken(joined, tokens.token(i).before(), TokenRole.POSTCODE));
            }
        }
    }
}
