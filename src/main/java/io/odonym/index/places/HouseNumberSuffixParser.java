package io.odonym.index.places;

import io.odonym.text.TextAnalysis;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Splits house numbers into digits and a suffix. Thread-safe. */
final class HouseNumberSuffixParser {

    /** The maximum number of digits of a house number that is recognized in queries. */
    private static final int MAX_QUERY_DIGITS = 4;

    /**
     * The maximum number of digits of the numeric part. Any number with nine digits fits an {@code
     * int}.
     */
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
     * Determines the letter that represents a suffix in queries. Text analysis treats a suffix the
     * same way after any digits, so the result for a sample number applies to all house numbers.
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
