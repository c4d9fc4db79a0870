package io.odonym.improve;

import io.odonym.text.TextAnalysis;

import java.util.Set;

/**
 * The house number wherever it stands: last, after the street, behind "n", before the city; with
 * its suffix as a word of its own or of several letters.
 */
final class HouseNumberPositionRule implements Improvement {

    private static final int MOST_DIGITS = 4;
    private static final Set<String> ANNOUNCING =
            Set.of("n", "no", "num", "numero", "nr", "ndeg", "nodeg");
    private static final Set<String> GLUED = Set.of("n", "no", "ndeg", "nodeg", "num", "numero");
    private static final Set<String> DATES = Set.of("du", "des", "le", "les");

    private static final double BEHIND_DATE = 1.2;
    private static final double BEHIND_EXTRA = 2;
    private static final double ANYWHERE = 0.2;
    private static final double LAST = 0.1;

    @Override
    public String name() {
        return "number_position";
    }

    @Override
    public void read(RelaxedQuery attempt) {
        for (int i = 0; i < attempt.size(); i++) {
            String raw = attempt.word(i).raw;
            int digits = digits(raw);
            if (digits == 0 || digits > MOST_DIGITS + 1 || raw.length() > digits + 9) {
                continue;
            }
            int end = i + 1;
            if (digits > MOST_DIGITS
                    && !(end < attempt.size() && attempt.word(end).type && i == attempt.before())) {
                continue;
            }
            StringBuilder text = new StringBuilder(raw);
            if (digits == raw.length() && end < attempt.size() && suffixFollows(attempt, end)) {
                text.append(attempt.word(end++).raw);
            }
            String before = i == 0 ? "" : attempt.word(i - 1).raw;
            boolean announced = ANNOUNCING.contains(before);
            boolean typeFollows = end < attempt.size() && attempt.word(end).type;
            boolean first = i == attempt.before() && typeFollows || i == 0;
            double cost =
                    first || announced
                            ? 0
                            : ExtraWordRule.isExtra(before)
                                    ? BEHIND_EXTRA
                                    : DATES.contains(before)
                                            ? BEHIND_DATE
                                            : typeFollows || end == attempt.size()
                                                    ? LAST
                                                    : ANYWHERE;
            long by = bits(announced ? i - 1 : i, end);
            if (attempt.certainNumber() == 0
                    && (announced || typeFollows && !ExtraWordRule.isExtra(before))) {
                attempt.certain(by);
            }
            attempt.addNumber(by, text.toString(), cost, !first);
        }
    }

    /**
     * How many letters announce a number that is written in one word with them, as "n°12" is folded
     * to "ndeg12"; 0 where it is no such word.
     */
    static int afterAnnouncement(String word) {
        int letters = 0;
        while (letters < word.length() && !Character.isDigit(word.charAt(letters))) {
            letters++;
        }
        return letters < word.length() && GLUED.contains(word.substring(0, letters)) ? letters : 0;
    }

    private static boolean suffixFollows(RelaxedQuery attempt, int at) {
        String word = attempt.word(at).raw;
        // "r" and "q" are suffixes too, but "12 r de la paix" means the street.
        if (!TextAnalysis.isNumberSuffix(word) || attempt.word(at).type) {
            return false;
        }
        // "12 l impasse" and "12 d armor" are elisions; "12 b rue" is not.
        return word.length() > 1
                || at + 1 == attempt.size()
                || attempt.word(at + 1).type
                || attempt.isPostcode(at + 1)
                || !"dljsntm".contains(word);
    }

    static int digits(String word) {
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            digits++;
        }
        return digits;
    }

    static long bits(int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= 1L << i;
        }
        return bits;
    }
}
