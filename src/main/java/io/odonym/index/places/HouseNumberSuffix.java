package io.odonym.index.places;

/**
 * The part of a house number after its digits, such as {@code " bis"}. Immutable.
 *
 * @param text the suffix as written in the source, including spaces; the whole house number if it
 *     does not consist of digits and a suffix
 * @param wholeNumber whether {@code text} is the whole house number
 * @param letter the single letter that represents the suffix in queries; 0 if there is no suffix;
 *     {@link #KEY_ONLY} if no single letter represents the suffix
 */
record HouseNumberSuffix(String text, boolean wholeNumber, char letter) {

    /**
     * The value of {@code letter} for a house number that can be found only by its complete key.
     */
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
