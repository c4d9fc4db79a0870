package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;

/** Restores integers that a spreadsheet has written as decimal numbers: "12.0" and "75011,00". */
final class SpreadsheetDecimalRecognizer implements RoleRecognizer {

    private static final int MAX_DIGITS = 5;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            String point = tokens.token(i + 1).before();
            boolean zeros = tokens.text(i + 1).equals("0") || tokens.text(i + 1).equals("00");
            if (tokens.isNumber(i, 1, MAX_DIGITS)
                    && zeros
                    && (point.equals(".") || point.equals(","))) {
                RoleToken integer = tokens.token(i);
                tokens.replace(i, i + 2, integer);
            }
        }
    }
}
