package io.odonym.text;

import java.util.HashSet;
import java.util.Set;

/**
 * Words before which a house number stands ("rue", "bd", "place"), and words that follow one
 * ("bis", "b").
 */
final class StreetTypes {

    private static final Set<String> TYPES = read();
    private static final Set<String> ORDINALS =
            Set.of("bis", "ter", "quater", "quinquies", "sexies");

    private StreetTypes() {}

    private static Set<String> read() {
        Set<String> types = new HashSet<>();
        for (String line : TextResources.lines("street-types.txt")) {
            for (String type : line.split(",")) {
                types.add(type.strip());
            }
        }
        return types;
    }

    /** Whether a folded word is a kind of street or its abbreviation. */
    static boolean isType(CharSequence word) {
        return TYPES.contains(word.toString());
    }

    /** Whether a folded word is the suffix of a house number: "bis" and its like, or one letter. */
    static boolean isOrdinal(CharSequence word) {
        return word.length() == 1
                ? word.charAt(0) >= 'a' && word.charAt(0) <= 'z'
                : ORDINALS.contains(word.toString());
    }

    /** "bis" is written b, "quinquies" c, and so on; a letter stays (addok-france 1.2.0, FOLD). */
    static char letter(CharSequence ordinal) {
        return ordinal.toString().equals("quinquies") ? 'c' : ordinal.charAt(0);
    }

    /**
     * The word that a token begins with: all of it, unless folding a symbol brought in a space or a
     * slash.
     */
    static String leadingWord(CharSequence token) {
        int end = 0;
        while (end < token.length() && AsciiFolding.isWord(token.charAt(end))) {
            end++;
        }
        return token.subSequence(0, end).toString();
    }
}
