package io.odonym.text;

/**
 * Converts between numbers and Roman numerals in lower case.
 *
 * <p>Short words that contain C, D, L or M are more often abbreviations or names than numerals.
 * Therefore, numerals with these letters are recognized only if they have at least four letters.
 */
final class RomanNumerals {

    private static final String LETTERS = "ivxlcdm";
    private static final int[] VALUES = {1, 5, 10, 50, 100, 500, 1000};

    /** The largest number that is written with the letters I, V and X only. */
    private static final int MAX_SHORT = 39;

    private static final int MIN_LONG_LENGTH = 4;
    private static final int MAX = 3999;

    private static final String[] PARTS = {
        "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"
    };
    private static final int[] PART_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};

    private RomanNumerals() {}

    /** Counts the letters at the beginning of a word that can be part of a Roman numeral. */
    static int countLetters(String word) {
        int letters = 0;
        while (letters < word.length() && LETTERS.indexOf(word.charAt(letters)) >= 0) {
            letters++;
        }
        return letters;
    }

    /**
     * Returns the number that a word represents in standard form.
     *
     * @return the number, or {@link NumberWords#NOT_A_NUMBER}
     */
    static int value(String word) {
        if (word.isEmpty() || countLetters(word) < word.length()) {
            return NumberWords.NOT_A_NUMBER;
        }
        int sum = 0;
        for (int i = 0; i < word.length(); i++) {
            int value = letterValue(word, i);
            boolean smaller = i + 1 < word.length() && value < letterValue(word, i + 1);
            sum += smaller ? -value : value;
        }
        boolean permitted = sum <= MAX_SHORT || word.length() >= MIN_LONG_LENGTH;
        return permitted && sum <= MAX && numeral(sum).equals(word)
                ? sum
                : NumberWords.NOT_A_NUMBER;
    }

    private static int letterValue(String word, int i) {
        return VALUES[LETTERS.indexOf(word.charAt(i))];
    }

    /** Returns the numeral of a number from 1 to 39; an empty string for any other number. */
    static String of(int value) {
        return value < 1 || value > MAX_SHORT ? "" : numeral(value);
    }

    private static String numeral(int value) {
        StringBuilder numeral = new StringBuilder();
        int rest = value;
        for (int i = 0; i < PARTS.length; i++) {
            while (rest >= PART_VALUES[i]) {
                numeral.append(PARTS[i]);
                rest -= PART_VALUES[i];
            }
        }
        return numeral.toString();
    }
}
