package io.odonym.improve.query;

/** Parses words that consist of or contain a house number. */
public final class HouseNumberText {

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
     * Returns a house number with its suffixes as single letters: "42ba" for "42bisa". Some
     * municipalities use this form for a suffix of two parts.
     *
     * @param number a folded number, with its suffixes as one word
     */
    public static String withShortSuffixes(String number) {
        return number.replace("quater", "q").replace("bis", "b").replace("ter", "t");
    }
}
