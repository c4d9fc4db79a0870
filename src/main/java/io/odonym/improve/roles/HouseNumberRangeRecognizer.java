package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Recognizes ranges and lists of house numbers: "96-98", "12/14", "6 à 10", "8 et 12 bis", "2, 4 et
 * 6". They must be before a street type, at the start of the query, or after the name of a street.
 */
final class HouseNumberRangeRecognizer implements RoleRecognizer {

    private static final Set<String> WORDS = Set.of("a", "et", "au", "ou");
    private static final String SIGNS = "-/&+";
    private static final int MAX_DIGITS = 4;

    @Override
    public void apply(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (isNumber(tokens, i)) {
                range(tokens, i);
            }
        }
    }

    private static boolean isNumber(RoleAssignment tokens, int i) {
        int digits = tokens.token(i).leadingDigits();
        String suffix = tokens.text(i).substring(digits);
        return tokens.isFree(i)
                && digits > 0
                && digits <= MAX_DIGITS
                && (suffix.isEmpty()
                        || suffix.length() == 1
                        || suffix.equals("bis")
                        || suffix.equals("ter"));
    }

    private static void range(RoleAssignment tokens, int from) {
        List<String> numbers = new ArrayList<>();
        StringBuilder asked = new StringBuilder();
        int at = from;
        String sign = "";
        boolean comma = false;
        while (isNumber(tokens, at)) {
            StringBuilder number = new StringBuilder(tokens.text(at++));
            if (isSuffix(tokens, at)) {
                number.append(tokens.text(at++));
            }
            numbers.add(number.toString());
            asked.append(sign).append(number);
            String before = tokens.token(at).before();
            if (WORDS.contains(tokens.text(at)) && isNumber(tokens, at + 1)) {
                sign = " " + tokens.text(at++) + " ";
            } else if (isSign(before) && isNumber(tokens, at)) {
                sign = before.strip();
            } else if (before.strip().equals(",") && isNumber(tokens, at)) {
                sign = ", ";
                comma = true;
            } else {
                break;
            }
        }
        boolean position = comma ? tokens.isStreetType(at) : isPosition(tokens, from, at);
        if (numbers.size() > 1 && position) {
            tokens.replace(
                    from,
                    at,
                    new RoleToken(
                            numbers.getFirst(),
                            tokens.token(from).before(),
                            TokenRole.HOUSE_NUMBER,
                            numbers,
                            asked.toString()));
        }
    }

    private static boolean isSuffix(RoleAssignment tokens, int at) {
        boolean range = tokens.text(at).equals("a") && isNumber(tokens, at + 1);
        boolean elision = tokens.token(at + 1).before().startsWith("'");
        boolean before =
                isNumber(tokens, at + 1)
                        || tokens.isStreetType(at + 1)
                        || WORDS.contains(tokens.text(at + 1)) && isNumber(tokens, at + 2);
        return tokens.isLongSuffix(at) || tokens.isSuffix(at) && !range && !elision && before;
    }

    private static boolean isSign(String between) {
        String sign = between.strip();
        return sign.length() == 1 && SIGNS.indexOf(sign.charAt(0)) >= 0;
    }

    private static boolean isPosition(RoleAssignment tokens, int from, int to) {
        if (tokens.isStreetType(to) || tokens.isNumberSign(from - 1)) {
            return true;
        }
        if (tokens.isArticle(from - 1) || tokens.isStreetType(from - 1)) {
            return false;
        }
        return tokens.startsPart(from) || tokens.isLast(to - 1) || tokens.isPostcode(to);
    }
}
