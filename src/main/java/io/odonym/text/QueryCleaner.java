package io.odonym.text;

import java.util.Locale;

/**
 * Cleans a query before it is tokenized, like the functions extract_address, clean_query and
 * remove_leading_zeros of addok-france 1.2.0 (utils.py).
 *
 * <p>The query is already folded (addok 1.3.2, core.Search), so it contains only letters, digits,
 * underscores and single spaces. The parts of addok's patterns that contain accents, dots or
 * slashes never match and are not implemented.
 */
final class QueryCleaner {

    private static final int MAX_NUMBER_DIGITS = 4;
    private static final int POSTCODE_DIGITS = 5;
    private static final String CEDEX = "cedex";
    private static final String FLOOR = " etage";
    private static final String[] BOXES = {"bp", "cs", "tsa", "cidex"};

    private QueryCleaner() {}

    /**
     * Removes everything before the first house number that precedes a street type: "ets x bat b 22
     * rue des fleurs" becomes "22 rue des fleurs".
     */
    static String extractAddress(String query) {
        for (int at = 0; at < query.length(); at++) {
            if (isDigit(query, at) && (at == 0 || !AsciiFolding.isWord(query.charAt(at - 1)))) {
                int end = digitsEnd(query, at);
                if (end - at <= MAX_NUMBER_DIGITS
                        && (typeFollows(query, end) || ordinalAndTypeFollow(query, end))) {
                    return query.substring(at);
                }
            }
        }
        return query;
    }

    private static boolean ordinalAndTypeFollow(String query, int at) {
        int from = at < query.length() && query.charAt(at) == ' ' ? at + 1 : at;
        int end = wordEnd(query, from);
        return end > from
                && StreetVocabulary.isOrdinal(query.substring(from, end).toLowerCase(Locale.ROOT))
                && typeFollows(query, end);
    }

    /**
     * Returns whether the query contains, at an index, a space followed by a street type and
     * another space.
     */
    private static boolean typeFollows(String query, int at) {
        if (at >= query.length() || query.charAt(at) != ' ') {
            return false;
        }
        int end = wordEnd(query, at + 1);
        if (end >= query.length()) {
            return false;
        }
        String word = query.substring(at + 1, end).toLowerCase(Locale.ROOT);
        return StreetVocabulary.isType(word)
                || word.equals("rond")
                        && query.regionMatches(true, end, " point ", 0, " point ".length());
    }

    /**
     * Removes post boxes, the word CEDEX, floors and a leading "lieu dit", and puts spaces around
     * postcodes.
     */
    static String clean(String query) {
        String text = withoutBoxes(withSpacedPostcodes(query));
        if (containsIgnoringCase(text, CEDEX)) {
            text = withoutCedex(withoutCedexPostcode(text));
        }
        if (containsIgnoringCase(text, FLOOR)) {
            text = withoutFloors(text);
        }
        return withoutLieuDit(withSingleSpaces(text)).strip();
    }

    private static String withSpacedPostcodes(String text) {
        StringBuilder spaced = new StringBuilder(text.length() + 4);
        int at = 0;
        while (at < text.length()) {
            if (isDigit(text, at) && digitsEnd(text, at) - at >= POSTCODE_DIGITS) {
                spaced.append(' ').append(text, at, at + POSTCODE_DIGITS).append(' ');
                at += POSTCODE_DIGITS;
            } else {
                spaced.append(text.charAt(at++));
            }
        }
        return spaced.toString();
    }

    /** Removes post boxes such as "BP 12" and "CS n 123". */
    private static String withoutBoxes(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            boolean space = text.charAt(at) == ' ';
            int end = at == 0 && !space ? boxEnd(text, 0) : space ? boxEnd(text, at + 1) : -1;
            if (end < 0) {
                rest.append(text.charAt(at++));
            } else {
                if (space) {
                    rest.append(' ');
                }
                at = end;
            }
        }
        return rest.toString();
    }

    /**
     * Returns the end index of a post box and the spaces after it; -1 if no post box starts at the
     * index.
     */
    private static int boxEnd(String text, int at) {
        for (String box : BOXES) {
            if (text.regionMatches(true, at, box, 0, box.length())) {
                int number = skipSpaces(text, at + box.length());
                if (!isDigit(text, number) && text.regionMatches(true, number, "n", 0, 1)) {
                    boolean no = text.regionMatches(true, number, "no", 0, 2);
                    number = skipSpaces(text, number + (no ? 2 : 1));
                }
                if (isDigit(text, number)) {
                    return skipSpaces(text, digitsEnd(text, number));
                }
            }
        }
        return -1;
    }

    /**
     * Shortens a postcode before "CEDEX" to the department code, which is the only reliable part.
     */
    private static String withoutCedexPostcode(String text) {
        int cedex = text.toLowerCase(Locale.ROOT).lastIndexOf(CEDEX);
        for (int at = 0; at + POSTCODE_DIGITS <= cedex; at++) {
            if (isDigit(text, at) && digitsEnd(text, at) - at >= POSTCODE_DIGITS) {
                return text.substring(0, at + 2)
                        + text.substring(at + POSTCODE_DIGITS, cedex)
                        + text.substring(cedexEnd(text, cedex));
            }
        }
        return text;
    }

    private static String withoutCedex(String text) {
        String rest = text;
        int from = 0;
        int at = rest.toLowerCase(Locale.ROOT).indexOf(CEDEX, from);
        while (at >= 0) {
            rest = rest.substring(0, at) + rest.substring(cedexEnd(rest, at));
            from = at;
            at = rest.toLowerCase(Locale.ROOT).indexOf(CEDEX, from);
        }
        return rest;
    }

    private static int cedexEnd(String text, int cedex) {
        int end = cedex + CEDEX.length();
        return digitsEnd(text, end < text.length() && text.charAt(end) == ' ' ? end + 1 : end);
    }

    /** Removes floors such as "2e etage" and "12eme etage". */
    private static String withoutFloors(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = floorEnd(text, at);
            if (end < 0) {
                rest.append(text.charAt(at++));
            } else {
                at = end;
            }
        }
        return rest.toString();
    }

    private static int floorEnd(String text, int at) {
        for (int digits = 2; digits >= 0; digits--) {
            if (digitsEnd(text, at) - at >= digits) {
                for (String ordinal : new String[] {"e" + FLOOR, "eme" + FLOOR}) {
                    if (text.regionMatches(true, at + digits, ordinal, 0, ordinal.length())) {
                        return at + digits + ordinal.length();
                    }
                }
            }
        }
        return -1;
    }

    private static String withSingleSpaces(String text) {
        StringBuilder single = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ' ' || i == 0 || text.charAt(i - 1) != ' ') {
                single.append(text.charAt(i));
            }
        }
        return single.toString();
    }

    /** Removes "lieu dit", "lieudit" or "lieux dits" at the start if more text follows. */
    private static String withoutLieuDit(String text) {
        if (!text.regionMatches(true, 0, "lieu", 0, 4)) {
            return text;
        }
        for (int at = text.regionMatches(true, 4, "x", 0, 1) ? 5 : 4; at >= 4; at--) {
            int dit = at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
            if (text.regionMatches(true, dit, "dit", 0, 3)) {
                int end = text.regionMatches(true, dit + 3, "s", 0, 1) ? dit + 4 : dit + 3;
                if (end < text.length() && !AsciiFolding.isWord(text.charAt(end))) {
                    return text.substring(end);
                }
            }
        }
        return text;
    }

    /** Removes leading zeros from numbers if at most three digits remain: "007" becomes "7". */
    static String withoutLeadingZeros(String query) {
        if (query.indexOf('0') < 0) {
            return query;
        }
        StringBuilder rest = new StringBuilder(query.length());
        int at = 0;
        while (at < query.length()) {
            int end = wordEnd(query, at);
            if (end == at) {
                rest.append(query.charAt(at++));
                continue;
            }
            int from = at;
            if (digitsEnd(query, at) == end) {
                int significant = at;
                while (significant < end - 1 && query.charAt(significant) == '0') {
                    significant++;
                }
                if (end - significant < MAX_NUMBER_DIGITS) {
                    from = significant;
                }
            }
            rest.append(query, from, end);
            at = end;
        }
        return rest.toString();
    }

    private static boolean containsIgnoringCase(String text, String lower) {
        return text.contains(lower) || text.toLowerCase(Locale.ROOT).contains(lower);
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int digitsEnd(String text, int at) {
        int end = at;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    private static int wordEnd(String text, int at) {
        int end = at;
        while (end < text.length() && AsciiFolding.isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int skipSpaces(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return end;
    }
}
