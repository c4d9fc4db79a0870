package io.odonym.text;

import java.util.HashSet;
import java.util.Set;

/** Street types ("rue", "bd", "place") and suffixes of house numbers ("bis", "b"). */
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

    /** Whether a folded word is a street type or its abbreviation. */
    static boolean isType(CharSequence word) {
        return TYPES.contains(word.toString());
    }

    /** Whether a folded word is a suffix of house numbers: "bis" to "sexies", or one letter. */
    static boolean isOrdinal(CharSequence word) {
        return word.length() == 1
                ? word.charAt(0) >= 'a' && word.charAt(0) <= 'z'
                : ORDINALS.contains(word.toString());
    }

    /** The letter of a suffix: b for "bis", c for "quinquies" (addok-france 1.2.0, FOLD). */
    static char letter(CharSequence ordinal) {
        return ordinal.toString().equals("quinquies") ? 'c' : ordinal.charAt(0);
    }

    /** The first word of a token. Folding a symbol may insert spaces and slashes into a token. */
    static String leadingWord(CharSequence token) {
        int end = 0;
        while (end < token.length() && AsciiFolding.isWord(token.charAt(end))) {
            end++;
        }
        return token.subSequence(0, end).toString();
    }
}
