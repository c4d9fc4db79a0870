package io.odonym.index.places;

import io.odonym.text.TextAnalysis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Splits house numbers into digits and suffix. Thread-safe. */
final class HouseNumberSuffixParser {

    /** Queries recognize house numbers of up to four digits. */
    private static final int MAX_QUERY_DIGITS = 4;

    /** The numeric part of a house number is an {@code int}, which holds any nine digits. */
    private static final int MAX_DIGITS = 9;

    private static final String SAMPLE_DIGITS = "57";

    private final TextAnalysis text;
    private final Map<String, HouseNumberSuffix> cache = new ConcurrentHashMap<>();

    HouseNumberSuffixParser(TextAnalysis text) {
        this.text = text;
    }

    /** Returns the suffix of a house number. */
    HouseNumberSuffix parse(String houseNumber) {
        int digits = HouseNumberSuffix.countDigits(houseNumber);
        boolean leadingZero = digits > 1 && houseNumber.charAt(0) == '0';
        boolean wholeNumber = digits == 0 || digits > MAX_DIGITS || leadingZero;
        if (wholeNumber || digits > MAX_QUERY_DIGITS) {
            return new HouseNumberSuffix(
                    wholeNumber ? houseNumber : houseNumber.substring(digits),
                    wholeNumber,
                    HouseNumberSuffix.KEY_ONLY);
        }
        return cache.computeIfAbsent(houseNumber.substring(digits), this::analyze);
    }

    /**
     * Determines the letter by which queries express a suffix. Text analysis treats a suffix alike
     * after any digits, so the result of a sample number applies to all.
     */
    private HouseNumberSuffix analyze(String suffix) {
        int digits = SAMPLE_DIGITS.length();
        String sample = SAMPLE_DIGITS + suffix;
        String word = text.houseNumberWord(sample);
        boolean expressible =
                word.equals(SAMPLE_DIGITS)
                        || word.length() == digits + 1
                                && word.startsWith(SAMPLE_DIGITS)
                                && word.charAt(digits) >= 'a'
                                && word.charAt(digits) <= 'z';
        if (!expressible || !text.houseNumberKey(word).equals(text.houseNumberKey(sample))) {
            return new HouseNumberSuffix(suffix, false, HouseNumberSuffix.KEY_ONLY);
        }
        char letter = word.length() == digits ? 0 : word.charAt(digits);
        return new HouseNumberSuffix(suffix, false, letter);
    }
}
