package io.odonym.improve;

import io.odonym.improve.Attempt.NumberHypothesis;
import io.odonym.index.Answers;
import io.odonym.text.Folding;
import io.odonym.text.TextAnalysis;

/** Which of the numbers in a query is the house number, given a place. */
final class Numbers {

    private static final double OTHER_SUFFIX = 0.5;
    private static final double NOT_THERE = 0.7;
    private static final double NO_NUMBERS = 0.6;
    private static final double NOT_THE_CERTAIN_ONE = 2;
    private static final double NO_STREET = 1.4;

    private final Answers answers;
    private final TextAnalysis text;

    Numbers(Answers answers, TextAnalysis text) {
        this.answers = answers;
        this.text = text;
    }

    /**
     * A number and what it costs.
     *
     * @param cost with the words of the other numbers that are left over
     * @param number its place among the document's, or {@link Answers#NO_NUMBER}
     * @param wanted the text of the number that is wanted; empty where none is
     * @param moved whether addok would not have taken it for the number
     */
    record Judged(double cost, int number, String wanted, boolean moved) {}

    /** The cheapest reading of the numbers that stand for nothing else of the place. */
    Judged judge(Attempt attempt, int document, long matched, boolean street) {
        long taken = matched & ~attempt.certainNumber();
        double all = left(attempt, taken);
        Judged best = new Judged(all, Answers.NO_NUMBER, "", false);
        boolean first = true;
        for (NumberHypothesis each : attempt.numbers()) {
            if ((each.words() & taken & ~announcing(attempt, each)) != 0) {
                continue;
            }
            int number = find(document, each.text());
            double cost = left(attempt, taken | each.words()) + each.cost();
            if (attempt.certainNumber() != 0 && each.words() != attempt.certainNumber()) {
                cost += NOT_THE_CERTAIN_ONE;
            }
            if (number == Answers.NO_NUMBER) {
                number = withoutSuffix(document, each.text());
                cost +=
                        number != Answers.NO_NUMBER
                                ? OTHER_SUFFIX
                                : answers.numbers(document).length > 0
                                        ? NOT_THERE
                                        : street ? NO_NUMBERS : NO_STREET;
                number = Answers.NO_NUMBER;
            }
            if (first || cost < best.cost()) {
                best = new Judged(cost, number, each.text(), each.moved());
                first = false;
            }
        }
        return best;
    }

    /** The word "n" before a number may stand for nothing, or for something: it does not matter. */
    private static long announcing(Attempt attempt, NumberHypothesis number) {
        int first = Long.numberOfTrailingZeros(number.words());
        return attempt.word(first).digits ? 0 : 1L << first;
    }

    /** What the words of numbers cost that are left over. */
    private static double left(Attempt attempt, long matched) {
        double sum = 0;
        long left = attempt.numberWords() & ~matched;
        while (left != 0) {
            int i = Long.numberOfTrailingZeros(left);
            sum += attempt.dropCost(i);
            left &= left - 1;
        }
        return sum;
    }

    /** A number by its text, or {@link Answers#NO_NUMBER}. */
    int find(int document, String wanted) {
        int digits = NumberPosition.digits(wanted);
        int number = Integer.parseInt(wanted.substring(0, digits));
        String word = text.houseNumberWord(wanted);
        char letter = word.length() > digits ? word.charAt(digits) : 0;
        int found =
                word.length() > digits + 1
                        ? Answers.NO_NUMBER
                        : answers.find(document, number, letter, text.houseNumberKey(wanted));
        if (found == Answers.NO_NUMBER && wanted.length() > digits + 1) {
            for (int i : answers.numbers(document)) {
                if (Folding.fold(answers.number(document, i)).replace(" ", "").equals(wanted)) {
                    return i;
                }
            }
        }
        return found;
    }

    private int withoutSuffix(int document, String wanted) {
        int digits = NumberPosition.digits(wanted);
        return digits == wanted.length()
                ? Answers.NO_NUMBER
                : find(document, wanted.substring(0, digits));
    }
}
