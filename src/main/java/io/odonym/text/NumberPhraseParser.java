package io.odonym.text;

import java.util.List;

/**
 * Parses a French number at the beginning of a list of words. Not thread-safe; each instance parses
 * only one number.
 *
 * <p>The grammar is [n] mille [n] cent [n], where each part is optional. Up to nineteen hundreds
 * are permitted, as in years: "dix neuf cent". An ordinal word, such as "unieme", ends the number.
 */
final class NumberPhraseParser {

    private static final int NONE = 0;
    private static final int MAX_UNIT = 9;
    private static final int TEN = 10;
    private static final int ELEVEN = 11;
    private static final int MAX_SIMPLE = 16;
    private static final int MAX_TEEN = 19;
    private static final int FOUR = 4;
    private static final int MIN_TEEN_HUNDRED = 11;

    /** The value of "quatre vingt", which a number up to nineteen may follow. */
    private static final int FOURSCORE = NumberWords.EIGHTY;

    private final List<String> words;
    private int at;
    private boolean ordinal;

    NumberPhraseParser(List<String> words) {
        this.words = words;
    }

    /** Parses the number. */
    NumberWords.Compound parse() {
        int value = thousands();
        if (value == NONE) {
            return new NumberWords.Compound(0, 0);
        }
        return new NumberWords.Compound(ordinal ? NumberWords.ORDINAL_OFFSET + value : value, at);
    }

    private int thousands() {
        if (is("mil") && component(at + 1) != NumberWords.NOT_A_NUMBER) {
            at++;
            return NumberWords.THOUSAND + hundreds();
        }
        if (take(NumberWords.THOUSAND)) {
            return NumberWords.THOUSAND + hundreds();
        }
        int value = hundreds();
        if (value > 1 && value <= MAX_UNIT && take(NumberWords.THOUSAND)) {
            return value * NumberWords.THOUSAND + hundreds();
        }
        return value;
    }

    private int hundreds() {
        if (take(NumberWords.HUNDRED)) {
            return NumberWords.HUNDRED + tens();
        }
        int value = tens();
        boolean counts =
                value > 1 && value <= MAX_UNIT || value >= MIN_TEEN_HUNDRED && value <= MAX_TEEN;
        return counts && take(NumberWords.HUNDRED) ? value * NumberWords.HUNDRED + tens() : value;
    }

    private int tens() {
        if (ordinal) {
            return NONE;
        }
        if (component(at) == FOUR
                && component(at + 1) % NumberWords.ORDINAL_OFFSET == NumberWords.TWENTY) {
            at++;
            take(NumberWords.TWENTY);
            return FOURSCORE + rest(MAX_TEEN);
        }
        int value = component(at) % NumberWords.ORDINAL_OFFSET;
        if (value < 1 || value >= NumberWords.HUNDRED) {
            return NONE;
        }
        take(value);
        if (value == TEN) {
            return value + teen();
        }
        if (value <= MAX_SIMPLE) {
            return value;
        }
        return value + rest(value == NumberWords.SIXTY ? MAX_TEEN : MAX_UNIT);
    }

    /** Parses the number that follows a multiple of ten, with or without "et", up to a maximum. */
    private int rest(int max) {
        if (ordinal) {
            return NONE;
        }
        int start = at;
        if (is("et")) {
            int next = component(at + 1) % NumberWords.ORDINAL_OFFSET;
            if (next != 1 && next != ELEVEN || next > max) {
                return NONE;
            }
            at++;
        }
        int value = component(at) % NumberWords.ORDINAL_OFFSET;
        if (value < 1 || value > MAX_SIMPLE || value > max) {
            at = start;
            return NONE;
        }
        take(value);
        return value == TEN ? value + teen() : value;
    }

    /** Parses the unit after "dix" in "soixante dix sept". */
    private int teen() {
        int value = component(at) % NumberWords.ORDINAL_OFFSET;
        if (ordinal || value <= MAX_SIMPLE - TEN || value > MAX_UNIT) {
            return NONE;
        }
        take(value);
        return value;
    }

    private int component(int i) {
        return i < words.size() ? NumberWords.component(words.get(i)) : NumberWords.NOT_A_NUMBER;
    }

    private boolean is(String word) {
        return at < words.size() && words.get(at).equals(word);
    }

    /** Consumes a word with the given value, which may be an ordinal. */
    private boolean take(int value) {
        int component = component(at);
        if (ordinal || component % NumberWords.ORDINAL_OFFSET != value) {
            return false;
        }
        ordinal = component >= NumberWords.ORDINAL_OFFSET;
        at++;
        return true;
    }
}
