package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

import java.util.Set;

/** Recognizes the country at the end, and its code before a postcode: "France", "F-75011". */
final class CountryRecognizer implements RoleRecognizer {

    private static final Set<String> CODES = Set.of("f", "fr");
    private static final Set<String> ADJECTIVES = Set.of("metropolitaine", "metropole");

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean code = CODES.contains(tokens.text(i)) && tokens.isFree(i);
            if (code && (tokens.isPostcode(i + 1) || tokens.isLast(i) && tokens.startsPart(i))) {
                tokens.assign(i, i + 1, TokenRole.COUNTRY);
            }
            boolean country = tokens.isFree(i) && tokens.text(i).equals("france");
            boolean name = i > 0 && tokens.isArticle(i - 1);
            int end = ADJECTIVES.contains(tokens.text(i + 1)) ? i + 2 : i + 1;
            if (country && !name && i > 1 && tokens.isLast(end - 1)) {
                tokens.assign(i, end, TokenRole.COUNTRY);
            }
        }
    }
}
