package io.odonym.improve;

import java.util.HashMap;
import java.util.Map;

/** Numbers in digits, in letters and in Roman numerals stand for each other, ordinals too. */
final class SpelledNumberRule implements Improvement {

    static final double COST = 0.2;

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
    private static final Map<String, Integer> VALUES = values();
    private static final int NO_NUMBER = -1;
    private static final int MOST_DIGITS = 4;

    /** Ordinals are numbers of their own: "2e" is not "2". */
    private static final int ORDINAL = 10_000;

    private static Map<String, Integer> values() {
        Map<String, Integer> values = new HashMap<>();
        for (int i = 1; i < UNITS.length; i++) {
            values.put(UNITS[i], i);
            values.put(ORDINALS[i], ORDINAL + i);
            values.put(i + (i == 1 ? "er" : "e"), ORDINAL + i);
            values.put(i + "eme", ORDINAL + i);
        }
        values.put("1re", ORDINAL + 1);
        values.put("1ere", ORDINAL + 1);
        values.put("premiere", ORDINAL + 1);
        values.put("second", ORDINAL + 2);
        values.put("seconde", ORDINAL + 2);
        for (int i = 1; i < ROMAN.length; i++) {
            values.put(ROMAN[i], i);
            values.put(ROMAN[i] + "e", ORDINAL + i);
            values.put(ROMAN[i] + "eme", ORDINAL + i);
        }
        for (int ten = 2; ten < TENS.length; ten++) {
            values.put(TENS[ten], ten * 10);
        }
        values.put("cent", 100);
        values.put("mille", 1000);
        return Map.copyOf(values);
    }

    @Override
    public String name() {
        return "spelled_numbers";
    }

    /** The number that a word writes; -1 where it writes none. */
    static int value(String word) {
        Integer value = VALUES.get(word);
        if (value != null) {
            return value;
        }
        int digits = HouseNumberPositionRule.digits(word);
        return digits > 0 && digits == word.length() && digits <= MOST_DIGITS
                ? Integer.parseInt(word)
                : NO_NUMBER;
    }

    @Override
    public void read(RelaxedQuery attempt) {
        for (int i = 0; i < attempt.size(); i++) {
            readCompound(attempt, i);
            int value = attempt.word(i).value;
            if (value == NO_NUMBER || value > ORDINAL && value - ORDINAL >= ORDINALS.length) {
                continue;
            }
            long by = 1L << i;
            if (value > ORDINAL) {
                attempt.add(by, ORDINALS[value - ORDINAL], COST);
                attempt.add(by, value - ORDINAL + "e", COST);
            } else {
                if (value < ROMAN.length) {
                    attempt.add(by, ROMAN[value], COST);
                }
                if (value < UNITS.length) {
                    attempt.add(by, UNITS[value], COST);
                }
                attempt.add(by, Integer.toString(value), COST);
            }
        }
    }

    /** "dix sept", "vingt et un", "quatre vingt douze", "mille neuf cent quarante cinq". */
    private static void readCompound(RelaxedQuery attempt, int from) {
        int total = 0;
        int group = 0;
        int at = from;
        while (at < attempt.size()) {
            String word = attempt.word(at).raw;
            int value = word.equals("et") && at > from ? 0 : VALUES.getOrDefault(word, NO_NUMBER);
            if (value == NO_NUMBER || value >= ORDINAL) {
                break;
            }
            if (value == 1000) {
                total += Math.max(group, 1) * 1000;
                group = 0;
            } else if (value == 100) {
                group = Math.max(group, 1) * 100;
            } else if (value == 20 && group % 100 == 4) {
                group = group - 4 + 80;
            } else {
                group += value;
            }
            at++;
        }
        if (at - from > 1) {
            attempt.add(
                    HouseNumberPositionRule.bits(from, at), Integer.toString(total + group), COST);
        }
    }
}
