package io.odonym.improve.query;

import java.util.Set;

/** Parses words that consist of or contain a house number. */
public final class HouseNumberText {

    /** Folded prefixes that may be joined to a house number: "n°12" is folded to "ndeg12". */
    private static final Set<String> JOINED_PREFIXES =
            Set.of("n", "no", "ndeg", "nodeg", "num", "numero");

    private HouseNumberText() {}

    /** Returns the number of ASCII digits at the beginning of a word. */
    public static int countLeadingDigits(String word) {
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    /**
     * Returns the first number of a range, with its suffix: "96" for "96-98" and "12bis" for "12bis
     * et 14". Returns a single number itself.
     */
    public static String first(String asked) {
        int end = 0;
        while (end < asked.length() && Character.isLetterOrDigit(asked.charAt(end))) {
            end++;
        }
        return asked.substring(0, end);
    }

    /**
     * Returns the length of a number prefix such as "n°" that is joined to its number.
     *
     * @param word a folded word, for example "ndeg12"
     * @return the number of characters before the number; 0 if the word does not start with a
     *     number prefix that a digit follows
     */
    public static int joinedPrefixLength(String word) {
        int letters = 0;
        while (letters < word.length() && !Character.isDigit(word.charAt(letters))) {
            letters++;
        }
        return letters < word.length() && JOINED_PREFIXES.contains(word.substring(0, letters))
                ? letters
                : 0;
    }
}
