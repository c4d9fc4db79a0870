package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

import java.util.Set;

/** Recognizes post boxes and special deliveries: "BP 12", "CS n° 40012", "TSA 12345". */
final class PostOfficeBoxRecognizer implements RoleRecognizer {

    private static final Set<String> WORDS = Set.of("bp", "cs", "tsa", "cidex", "cp");
    private static final int MAX_DIGITS = 6;
    private static final int POSTCODE_DIGITS = 5;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            String text = tokens.text(i);
            if (!tokens.isFree(i)) {
                continue;
            }
            if (text.startsWith("bp") && text.length() > 2 && isDigits(text.substring(2))
                    || text.startsWith("cs") && text.length() > 2 && isDigits(text.substring(2))) {
                tokens.assign(i, i + 1, TokenRole.BOX);
                continue;
            }
            if (!WORDS.contains(text)) {
                continue;
            }
            int number = tokens.isNumberSign(i + 1) ? i + 2 : i + 1;
            // "cp" abbreviates "code postal".
            boolean postcode = text.equals("cp");
            if (postcode && tokens.isNumber(number, POSTCODE_DIGITS, POSTCODE_DIGITS)) {
                tokens.assign(i, number, TokenRole.BOX);
            } else if (!postcode && tokens.isNumber(number, 1, MAX_DIGITS)) {
                tokens.assign(i, number + 1, TokenRole.BOX);
            }
        }
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
