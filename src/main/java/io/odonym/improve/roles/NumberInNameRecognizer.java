package io.odonym.improve.roles;

import io.odonym.improve.tokens.TokenRole;

import java.util.Set;

/**
 * Recognizes numbers that cannot be house numbers at their position: road numbers ("RN 12"), the
 * days and years of dates ("19 mars 1962"), and stray numbers after the city. Two digits are read
 * as a year only if a house number precedes the date: "12 rue du 8 mai 45".
 */
final class NumberInNameRecognizer implements RoleRecognizer {

    private static final Set<String> ROADS =
            Set.of(
                    "rn",
                    "rd",
                    "rc",
                    "cd",
                    "cr",
                    "vc",
                    "ce",
                    "gr",
                    "nationale",
                    "departementale",
                    "communale",
                    "rural",
                    "rurale",
                    "vicinal",
                    "vicinale",
                    "autoroute",
                    "km",
                    "europeenne");

    private static final Set<String> MONTHS =
            Set.of(
                    "janvier",
                    "fevrier",
                    "mars",
                    "avril",
                    "mai",
                    "juin",
                    "juillet",
                    "aout",
                    "septembre",
                    "octobre",
                    "novembre",
                    "decembre");

    private static final int MAX_DIGITS = 4;
    private static final int SHORT_YEAR_DIGITS = 2;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.isNumber(i, 1, MAX_DIGITS)
                    && (isRoad(tokens, i) || isDate(tokens, i) || isStray(tokens, i))) {
                tokens.assign(i, i + 1, TokenRole.NAME_NUMBER);
            }
        }
    }

    private static boolean isRoad(RoleAssignment tokens, int i) {
        boolean street =
                tokens.text(i - 1).equals("nationale")
                        && !tokens.text(i - 2).equals("route")
                        && !tokens.text(i - 2).equals("rte");
        return ROADS.contains(tokens.text(i - 1)) && !street && !tokens.isStreetType(i + 1)
                || tokens.isNumberSign(i - 1) && ROADS.contains(tokens.text(i - 2));
    }

    private static boolean isDate(RoleAssignment tokens, int i) {
        boolean day = isMonth(tokens.text(i + 1)) && i > 0;
        boolean dayAndMonth =
                isMonth(tokens.text(i - 1)) && tokens.token(i - 2).leadingDigits() > 0;
        int length = tokens.text(i).length();
        boolean year =
                length == MAX_DIGITS || length == SHORT_YEAR_DIGITS && hasNumber(tokens, i - 2);
        return day && !tokens.isFirst(i) || dayAndMonth && year;
    }

    /** Returns whether a folded word is the name of a month. */
    static boolean isMonth(String word) {
        return MONTHS.contains(word);
    }

    /** Returns whether a number precedes a token; that number is then the house number. */
    private static boolean hasNumber(RoleAssignment tokens, int end) {
        for (int i = 0; i < end; i++) {
            if (tokens.isNumber(i, 1, MAX_DIGITS)
                    || tokens.token(i).role() == TokenRole.HOUSE_NUMBER) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasStreetType(RoleAssignment tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.isStreetType(i)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a number is the last word and follows a city that punctuation or a postcode
     * separates from the street.
     */
    private static boolean isStray(RoleAssignment tokens, int i) {
        if (i == 0 || !tokens.isLast(i) || tokens.isNumberSign(i - 1)) {
            return false;
        }
        int postcode = i - 1;
        while (postcode > 0 && !tokens.isPostcode(postcode)) {
            postcode--;
        }
        boolean afterPostcode = postcode > 0 && tokens.isPostcode(postcode);
        if (afterPostcode && (postcode == i - 1 || tokens.isMunicipality(postcode + 1, i))) {
            return true;
        }
        if (hasStreetType(tokens, postcode + 1, i)) {
            return false;
        }
        if (afterPostcode) {
            return hasStreetType(tokens, 0, postcode);
        }
        int city = tokens.municipalityStart(i);
        return city > 0 && tokens.startsPart(city);
    }
}
