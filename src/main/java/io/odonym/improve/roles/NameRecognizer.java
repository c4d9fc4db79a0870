package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

/**
 * Assigns the role of a name to all remaining words, and the role of a number in a name to all
 * remaining numbers.
 */
final class NameRecognizer implements RoleRecognizer {

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isFree(i)) {
                boolean number = tokens.token(i).leadingDigits() > 0;
                tokens.assign(i, i + 1, number ? TokenRole.NAME_NUMBER : TokenRole.NAME);
            }
        }
    }
}
