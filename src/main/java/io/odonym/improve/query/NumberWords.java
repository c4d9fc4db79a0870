package io.odonym.improve.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts between numbers and their spellings as French words, Roman numerals and digits.
 *
 * <p>Cardinal numbers have their own value. Ordinal numbers have their value plus {@link
 * #ORDINAL_OFFSET}, because "2e" and "2" are not interchangeable.
 */
public final class NumberWords {

    /** The value of a word that is not a number. */
    public static final int NOT_A_NUMBER = -1;

    /** The difference between the value of an ordinal number and its cardinal number. */
    public static final int ORDINAL_OFFSET = 10_000;

    private static final String[] UNITS = {
        "zero",
        "un",
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize"
    };
    private static final String[] TENS = {
        "", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"
    };
    private static final String[] ORDINALS = {
        "",
        "premier",
        "deuxieme",
        "troisieme",
        "quatrieme",
        "cinquieme",
        "sixieme",
        "septieme",
        "huitieme",
        "neuvieme",
        "dixieme",
        "onzieme",
        "douzieme",
        "treizieme",
        "quatorzieme",
        "quinzieme",
        "seizieme"
    };
    private static final String[] ROMAN = {
        "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
        "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii"
    };
    private static final int MAX_DIGITS = 4;
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1000;
    private static final int TWENTY = 20;
    private static final int FOUR = 4;
    private static final Map<String, Integer> VALUES = values();

    private NumberWords() {}

    private static Map<String, Integer> values() {
        Map<String, Integer> values = new HashMap<>();
        for (int i = 1; i < UNITS.length; i++) {
            values.put(UNITS[i], i);
            values.put(ORDINALS[i], ORDINAL_OFFSET + i);
            values.put(i + (i == 1 ? "er" : "e"), ORDINAL_OFFSET + i);
            values.put(i + "eme", ORDINAL_OFFSET + i);
        }
        values.put("1re", ORDINAL_OFFSET + 1);
        values.put("1ere", ORDINAL_OFFSET + 1);
        values.put("premiere", ORDINAL_OFFSET + 1);
        values.put("second", ORDINAL_OFFSET + 2);
        values.put("seconde", ORDINAL_OFFSET + 2);
        for (int i = 1; i < ROMAN.length; i++) {
            values.put(ROMAN[i], i);
            values.put(ROMAN[i] + "e", ORDINAL_OFFSET + i);
            values.put(ROMAN[i] + "eme", ORDINAL_OFFSET + i);
        }
        for (int ten = 2; ten < TENS.length; ten++) {
            values.put(TENS[ten], ten * 10);
        }
        values.put("vingts", TWENTY);
        values.put("cents", HUNDRED);
        values.put("cent", HUNDRED);
        values.put("mille", THOUSAND);
        return Map.copyOf(values);
    }

    /**
     * Returns the number that a folded word represents. The word may be a French number word, a
     * Roman numeral up to XXIII, an ordinal number, or a number of up to four digits.
     *
     * @return the value, or {@link #NOT_A_NUMBER}
     */
    public static int value(String word) {
        Integer value = VALUES.get(word);
        if (value != null) {
            return value;
        }
        int digits = HouseNumberText.countLeadingDigits(word);
        return digits > 0 && digits == word.length() && digits <= MAX_DIGITS
                ? Integer.parseInt(word)
                : NOT_A_NUMBER;
    }

    /**
     * Returns the spellings of a number that are single words. A cardinal number has a Roman
     * numeral, a French word and digits; an ordinal number up to 16 has a French word and digits.
     *
     * @param value a value returned by {@link #value}
     */
    public static List<String> spellings(int value) {
        if (value == NOT_A_NUMBER) {
            return List.of();
        }
        if (value > ORDINAL_OFFSET) {
            int ordinal = value - ORDINAL_OFFSET;
            return ordinal < ORDINALS.length
                    ? List.of(ORDINALS[ordinal], ordinal + "e")
                    : List.of();
        }
        List<String> spellings = new ArrayList<>();
        if (value > 0 && value < ROMAN.length) {
            spellings.add(ROMAN[value]);
        }
        if (value < UNITS.length) {
            spellings.add(UNITS[value]);
        }
        if (value >= 2 * 10 && value % 10 == 0 && value / 10 < TENS.length) {
            spellings.add(TENS[value / 10]);
        }
        spellings.add(Integer.toString(value));
        return spellings;
    }

    /**
     * A cardinal number and the number of consecutive words that represent it.
     *
     * @param value the cardinal number
     * @param wordCount the number of words that represent it; 0 if the first word is not a number
     */
    public record Compound(int value, int wordCount) {}

    /**
     * Parses a cardinal number of several words, such as "vingt et un", "quatre vingt douze" or
     * "mille neuf cent quarante cinq", at the beginning of a list of folded words. The longest
     * sequence of number words is parsed.
     */
    public static Compound parseCompound(List<String> words) {
        int total = 0;
        int group = 0;
        int count = 0;
        for (String word : words) {
            int value =
                    word.equals("et") && count > 0 ? 0 : VALUES.getOrDefault(word, NOT_A_NUMBER);
            if (value == NOT_A_NUMBER || value >= ORDINAL_OFFSET) {
                break;
            }
            if (value == THOUSAND) {
                total += Math.max(group, 1) * THOUSAND;
                group = 0;
            } else if (value == HUNDRED) {
                group = Math.max(group, 1) * HUNDRED;
            } else if (value == TWENTY && group % HUNDRED == FOUR) {
                group += FOUR * TWENTY - FOUR;
            } else {
                group += value;
            }
            count++;
        }
        return new Compound(total + group, count);
    }
}
