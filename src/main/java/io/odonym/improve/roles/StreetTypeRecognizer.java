package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

/**
 * Assigns the role of a street type to the words at the beginning of the name of a street: "12 rue
 * haute", "grande rue". A street type inside a name is part of the name: "rue du chemin vert". If
 * no street type is at the start of the query, after a number or after punctuation, the first
 * street type is used: "rivoli rue".
 */
final class StreetTypeRecognizer implements RoleRecognizer {

    @Override
    public void apply(RoleAssignment tokens) {
        boolean assigned = false;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isStreetType(i) && (tokens.startsPart(i) || !tokens.isFree(i - 1))) {
                assign(tokens, i);
                assigned = true;
            }
        }
        for (int i = 0; i < tokens.size() && !assigned; i++) {
            if (tokens.isStreetType(i) && !tokens.isArticle(i - 1)) {
                assign(tokens, i);
                assigned = true;
            }
        }
    }

    private static void assign(RoleAssignment tokens, int i) {
        boolean roundabout = tokens.text(i).equals("rond");
        tokens.assign(i, roundabout ? i + 2 : i + 1, TokenRole.STREET_TYPE);
    }
}
