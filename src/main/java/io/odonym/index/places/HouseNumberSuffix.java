package io.odonym.index.places;

/**
 * The part of a house number after its digits, such as {@code " bis"}. Immutable.
 *
 * @param text the suffix as written in the source, including spaces; the whole house number if it
 *     does not consist of digits and a suffix
 * @param wholeNumber whether {@code text} is the whole house number
 * @param letter the single letter by which queries express the suffix; 0 for no suffix; {@link
 *     #KEY_ONLY} if queries cannot express it as a letter
 */
record HouseNumberSuffix(String text, boolean wholeNumber, char letter) {

    /** The letter of a house number that is found only by its complete key. */
    static final char KEY_ONLY = '?';

    /** Returns the number of digits at the start of a house number. */
    static int countDigits(String houseNumber) {
        int end = 0;
        while (end < houseNumber.length() && isDigit(houseNumber.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
