package io.odonym.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts between numbers from 1 to 9,999 and their spellings as French words, Roman numerals and
 * digits.
 *
 * <p>Cardinal numbers have their own value. Ordinal numbers have their value plus {@link
 * #ORDINAL_OFFSET}, because "2e" and "2" are not interchangeable.
 */
public final class NumberWords {

    /** The value of a word that is not a number. */
    public static final int NOT_A_NUMBER = -1;

    /** The difference between the value of an ordinal number and its cardinal number. */
    public static final int ORDINAL_OFFSET = 10_000;

    static final int TWENTY = 20;
    static final int SIXTY = 60;
    static final int EIGHTY = 80;
    static final int HUNDRED = 100;
    static final int THOUSAND = 1000;

    private static final int MAX_DIGITS = 4;
    private static final int TEN = 10;

    private static final String[] UNITS = {
        "",
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

    /**
     * Forms that the tables of units and tens do not contain: plurals, and Belgian and Swiss
     * numbers.
     */
    private static final Map<String, Integer> OTHER_CARDINALS =
            Map.of(
                    "une",
                    1,
                    "vingts",
                    20,
                    "septante",
                    70,
                    "octante",
                    80,
                    "huitante",
                    80,
                    "nonante",
                    90,
                    "cent",
                    100,
                    "cents",
                    100,
                    "mille",
                    1000);

    private static final Map<String, Integer> OTHER_ORDINALS =
            Map.of(
                    "premier",
                    1,
                    "premiere",
                    1,
                    "premiers",
                    1,
                    "premieres",
                    1,
                    "unieme",
                    1,
                    "second",
                    2,
                    "seconde",
                    2);

    private static final Map<String, Integer> CARDINALS = cardinals();
    private static final Map<String, Integer> ORDINALS = ordinals();

    private NumberWords() {}

    private static Map<String, Integer> cardinals() {
        Map<String, Integer> values = new HashMap<>(OTHER_CARDINALS);
        for (int i = 1; i < UNITS.length; i++) {
            values.put(UNITS[i], i);
        }
        for (int i = 2; i < TENS.length; i++) {
            values.put(TENS[i], i * TEN);
        }
        return Map.copyOf(values);
    }

    private static Map<String, Integer> ordinals() {
        Map<String, Integer> values = new HashMap<>(OTHER_ORDINALS);
        CARDINALS.forEach(
                (word, value) -> {
                    if (value > 1 && !word.endsWith("s") || word.equals("trois")) {
                        values.put(stem(word) + "ieme", value);
                        values.put(stem(word) + "iemes", value);
                    }
                });
        return Map.copyOf(values);
    }

    /**
     * Returns the stem of a cardinal number, to which an ordinal ending is added: "quatr", "cinqu"
     * and "neuv".
     */
    private static String stem(String word) {
        return switch (word) {
            case "cinq" -> "cinqu";
            case "neuf" -> "neuv";
            default -> word.endsWith("e") ? word.substring(0, word.length() - 1) : word;
        };
    }

    /**
     * Returns the number that a folded word represents. The word may be a French number word, a
     * Roman numeral (see {@link RomanNumerals#value}), an ordinal number, or a number of up to four
     * digits.
     *
     * @return the value, or {@link #NOT_A_NUMBER}
     */
    public static int value(String word) {
        Integer cardinal = CARDINALS.get(word);
        if (cardinal != null) {
            return cardinal;
        }
        int ordinal = ordinal(word);
        if (ordinal != NOT_A_NUMBER) {
            return ORDINAL_OFFSET + ordinal;
        }
        int digits = countDigits(word);
        if (digits > 0) {
            return digits == word.length() && digits <= MAX_DIGITS
                    ? Integer.parseInt(word)
                    : NOT_A_NUMBER;
        }
        return RomanNumerals.value(word);
    }

    /**
     * Returns the number that an ordinal represents: "4e", "IVe" and "quatrieme" are 4.
     *
     * @param word a folded word
     * @return the number, or {@link #NOT_A_NUMBER} if the word is not an ordinal
     */
    public static int ordinal(String word) {
        Integer ordinal = ORDINALS.get(word);
        if (ordinal != null) {
            return ordinal;
        }
        int digits = countDigits(word);
        int letters = digits > 0 ? digits : RomanNumerals.countLetters(word);
        if (letters == 0 || letters == word.length() || digits > MAX_DIGITS) {
            return NOT_A_NUMBER;
        }
        String numeral = word.substring(0, letters);
        int number = digits > 0 ? Integer.parseInt(numeral) : RomanNumerals.value(numeral);
        return isOrdinalEnding(number, word.substring(letters), digits > 0) ? number : NOT_A_NUMBER;
    }

    private static boolean isOrdinalEnding(int number, String ending, boolean digits) {
        return switch (ending) {
            case "e", "eme", "emes" -> number > 0;
            case "er", "ers", "re", "ere" -> number == 1;
            case "ieme", "iemes", "me" -> digits;
            case "nd", "nde" -> digits && number == 2;
            default -> false;
        };
    }

    private static int countDigits(String word) {
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    /** Returns the value of a word inside a compound; {@link #NOT_A_NUMBER} if it has none. */
    static int component(String word) {
        Integer cardinal = CARDINALS.get(word);
        if (cardinal != null) {
            return cardinal;
        }
        Integer ordinal = word.endsWith("ieme") ? ORDINALS.get(word) : null;
        return ordinal == null ? NOT_A_NUMBER : ORDINAL_OFFSET + ordinal;
    }

    /**
     * Returns the spellings of a number that are single words: a Roman numeral, a French word and
     * digits.
     *
     * @param value a value returned by {@link #value}
     */
    public static List<String> spellings(int value) {
        if (value == NOT_A_NUMBER) {
            return List.of();
        }
        List<String> spellings = new ArrayList<>();
        if (value > ORDINAL_OFFSET) {
            int number = value - ORDINAL_OFFSET;
            if (number == 1) {
                return List.of("premier", "premiere", "1er");
            }
            List<String> words = words(number);
            if (words.size() == 1) {
                spellings.add(stem(words.getFirst()) + "ieme");
            }
            spellings.add(number + "e");
            return spellings;
        }
        String roman = RomanNumerals.of(value);
        if (!roman.isEmpty()) {
            spellings.add(roman);
        }
        List<String> words = words(value);
        if (words.size() == 1) {
            spellings.add(words.getFirst());
        }
        spellings.add(Integer.toString(value));
        return spellings;
    }

    /**
     * Returns the words of a cardinal number, without "et": "cent", "vingt", "un".
     *
     * @param value the number, from 1 to 9,999; the list is empty for any other value
     */
    public static List<String> words(int value) {
        List<String> words = new ArrayList<>();
        if (value < 1 || value >= ORDINAL_OFFSET) {
            return words;
        }
        int rest = value;
        if (rest >= THOUSAND) {
            if (rest >= 2 * THOUSAND) {
                words.add(UNITS[rest / THOUSAND]);
            }
            words.add("mille");
            rest %= THOUSAND;
        }
        if (rest >= HUNDRED) {
            if (rest >= 2 * HUNDRED) {
                words.add(UNITS[rest / HUNDRED]);
            }
            words.add("cent");
            rest %= HUNDRED;
        }
        addBelowHundred(words, rest);
        return words;
    }

    private static void addBelowHundred(List<String> words, int value) {
        if (value >= EIGHTY) {
            words.add("quatre");
            words.add("vingt");
            addBelowHundred(words, value - EIGHTY);
        } else if (value >= SIXTY) {
            words.add("soixante");
            addBelowHundred(words, value - SIXTY);
        } else if (value >= TWENTY) {
            words.add(TENS[value / TEN]);
            addBelowHundred(words, value % TEN);
        } else if (value >= UNITS.length) {
            words.add("dix");
            words.add(UNITS[value - TEN]);
        } else if (value > 0) {
            words.add(UNITS[value]);
        }
    }

    /**
     * A number and the count of consecutive words that represent it.
     *
     * @param value the number, as defined by {@link NumberWords#value}; 0 if there is none
     * @param wordCount the number of words that represent it; 0 if the first word is not a number
     */
    public record Compound(int value, int wordCount) {}

    /**
     * Parses a number of one or several words at the beginning of a list of folded words: "vingt et
     * un", "quatre vingt douze", "nonante deux", "mille neuf cent quarante cinq", "dix neuf cent
     * quarante cinq", "vingt et unieme". The longest number is parsed.
     */
    public static Compound parseCompound(List<String> words) {
        return new NumberPhraseParser(words).parse();
    }
}
