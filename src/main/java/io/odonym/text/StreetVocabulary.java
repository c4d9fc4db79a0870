package io.odonym.text;

import java.util.HashSet;
import java.util.Set;

/**
 * Recognizes street types such as "rue", "bd" and "place", and suffixes of house numbers such as
 * "bis" and "b".
 */
final class StreetVocabulary {

    private static final Set<String> TYPES = read();
    private static final Set<String> ORDINALS =
            Set.of("bis", "ter", "quater", "quinquies", "sexies");

    private StreetVocabulary() {}

    private static Set<String> read() {
        Set<String> types = new HashSet<>();
        for (String line : TextResources.lines("street-types.txt")) {
            for (String type : line.split(",")) {
                types.add(type.strip());
            }
        }
        return types;
    }

    /** Returns whether a folded word is a street type or the abbreviation of a street type. */
    static boolean isType(CharSequence word) {
        return TYPES.contains(word.toString());
    }

    /**
     * Returns whether a folded word is a suffix of house numbers: "bis" to "sexies", or a single
     * letter.
     */
    static boolean isOrdinal(CharSequence word) {
        return word.length() == 1
                ? word.charAt(0) >= 'a' && word.charAt(0) <= 'z'
                : ORDINALS.contains(word.toString());
    }

    /**
     * Returns the letter that replaces a suffix: b for "bis", c for "quinquies" (addok-france
     * 1.2.0, FOLD).
     */
    static char letter(CharSequence ordinal) {
        return ordinal.toString().equals("quinquies") ? 'c' : ordinal.charAt(0);
    }

    /**
     * Returns the first word of a token. A token may contain spaces and slashes, because folding a
     * symbol may insert them.
     */
    static String leadingWord(CharSequence token) {
        int end = 0;
        while (end < token.length() && AsciiFolding.isWord(token.charAt(end))) {
            end++;
        }
        return token.subSequence(0, end).toString();
    }
}
