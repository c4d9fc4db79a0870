package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

/** Recognizes statements that there is no house number: "0", "00", "s/n", "sans numéro". */
final class NoHouseNumberRecognizer implements RoleRecognizer {

    private static final int MAX_ZEROS = 5;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            int end = end(tokens, i);
            boolean position =
                    tokens.isFirst(i)
                            || tokens.startsPart(i)
                            || tokens.isStreetType(end)
                            || tokens.isNumberSign(i - 1)
                            || tokens.isLast(end - 1)
                            || tokens.isPostcode(end);
            if (end > i && position) {
                boolean announced = i > 0 && tokens.isNumberSign(i - 1) && tokens.isFree(i - 1);
                tokens.assign(announced ? i - 1 : i, end, TokenRole.NO_NUMBER);
            }
        }
    }

    /**
     * Returns the index after a statement that there is no house number; the given index if no such
     * statement starts there.
     */
    private static int end(RoleAssignment tokens, int i) {
        if (!tokens.isFree(i)) {
            return i;
        }
        String text = tokens.text(i);
        if (tokens.isNumber(i, 1, MAX_ZEROS) && text.chars().allMatch(c -> c == '0')
                || text.equals("sn")
                || text.equals("snum")) {
            return i + 1;
        }
        boolean letters =
                text.equals("s")
                        && tokens.text(i + 1).equals("n")
                        && !tokens.token(i + 1).before().isBlank();
        boolean words =
                text.equals("sans")
                        && (tokens.text(i + 1).equals("numero") || tokens.text(i + 1).equals("no"));
        return (letters || words) && tokens.isFree(i + 1) ? i + 2 : i;
    }
}
