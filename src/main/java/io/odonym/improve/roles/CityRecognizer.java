package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

/**
 * Assigns the role of a city: the words after the postcode, or else the municipality before the
 * postcode, at the end or at the beginning of the query.
 */
final class CityRecognizer implements RoleRecognizer {

    @Override
    public void apply(RoleAssignment tokens) {
        int postcode = 0;
        while (postcode < tokens.size() && tokens.token(postcode).role() != TokenRole.POSTCODE) {
            postcode++;
        }
        if (postcode < tokens.size()
                && (assign(tokens, postcode + 1, endAfter(tokens, postcode + 1))
                        || assign(tokens, tokens.municipalityStart(postcode), postcode))) {
            return;
        }
        int end = tokens.size();
        while (end > 0 && !tokens.isFree(end - 1)) {
            end--;
        }
        int start = tokens.municipalityStart(end);
        boolean name = tokens.isArticle(start - 1) && !tokens.startsPart(start);
        if (name || !assign(tokens, start, end)) {
            assignFirst(tokens);
        }
    }

    /** Returns the index after the last token of the city that follows a postcode. */
    private static int endAfter(RoleAssignment tokens, int from) {
        int municipality = tokens.municipalityEnd(from);
        if (municipality > 0) {
            return municipality;
        }
        int end = from;
        while (tokens.isFree(end)
                && !tokens.isStreetType(end)
                && tokens.token(end).leadingDigits() == 0
                && (end == from || !tokens.startsPart(end))) {
            end++;
        }
        return end;
    }

    private static void assignFirst(RoleAssignment tokens) {
        int end = tokens.municipalityEnd(0);
        if (tokens.startsPart(end)
                || tokens.isStreetType(end)
                || tokens.token(end).leadingDigits() > 0
                || tokens.token(end).role() == TokenRole.HOUSE_NUMBER) {
            assign(tokens, 0, end);
        }
    }

    private static boolean assign(RoleAssignment tokens, int from, int to) {
        if (from < 0 || to <= from) {
            return false;
        }
        tokens.assign(from, to, TokenRole.CITY);
        return true;
    }
}
