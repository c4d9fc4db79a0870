package io.odonym.improve.roles;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses ordinals written in digits or Roman numerals: "4", "4e", "4eme", "1er", "IVe". */
final class OrdinalNumberParser {

    private static final Pattern DIGITS =
            Pattern.compile("0?(\\d{1,2})(?:e|er|re|ere|eme|ieme|me|nd|nde)?");
    private static final Pattern ROMAN = Pattern.compile("([ivx]{1,5})(?:e|er|eme|ieme)");
    private static final Map<Character, Integer> LETTERS = Map.of('i', 1, 'v', 5, 'x', 10);

    private OrdinalNumberParser() {}

    /** Returns the number; 0 if the word is not an ordinal or a number of up to two digits. */
    static int value(String word) {
        Matcher digits = DIGITS.matcher(word);
        if (digits.matches()) {
            return Integer.parseInt(digits.group(1));
        }
        Matcher roman = ROMAN.matcher(word);
        return roman.matches() ? roman(roman.group(1)) : 0;
    }

    private static int roman(String numeral) {
        int sum = 0;
        for (int i = 0; i < numeral.length(); i++) {
            int value = LETTERS.get(numeral.charAt(i));
            boolean smaller =
                    i + 1 < numeral.length() && value < LETTERS.get(numeral.charAt(i + 1));
            sum += smaller ? -value : value;
        }
        return sum;
    }
}
