package io.odonym.improve;

import io.odonym.improve.RelaxedQuery.NumberHypothesis;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.rank.RequestedHouseNumber;
import io.odonym.text.AsciiFolding;

/** Which of the numbers in a query is the house number, given a place. */
final class HouseNumberChooser {

    private static final double OTHER_SUFFIX = 0.5;
    private static final double NOT_THERE = 0.7;
    private static final double NO_NUMBERS = 0.6;
    private static final double NOT_THE_CERTAIN_ONE = 2;
    private static final double NO_STREET = 1.4;

    private final StoredPlaceReader answers;

    HouseNumberChooser(StoredPlaceReader answers) {
        this.answers = answers;
    }

    /**
     * A number and what it costs.
     *
     * @param cost with the words of the other numbers that are left over
     * @param number its place among the document's, or {@link StoredPlaceReader#NO_NUMBER}
     * @param wanted the text of the number that is wanted; empty where none is
     * @param moved whether addok would not have taken it for the number
     */
    record Judged(double cost, int number, String wanted, boolean moved) {}

    /** The cheapest reading of the numbers that stand for nothing else of the place. */
    Judged judge(RelaxedQuery attempt, int document, long matched, boolean street) {
        long taken = matched & ~attempt.certainNumber();
        double all = left(attempt, taken);
        Judged best = new Judged(all, StoredPlaceReader.NO_NUMBER, "", false);
        boolean first = true;
        for (NumberHypothesis each : attempt.numbers()) {
            if ((each.words() & taken & ~announcing(attempt, each)) != 0) {
                continue;
            }
            int number = find(document, each);
            double cost = left(attempt, taken | each.words()) + each.cost();
            if (attempt.certainNumber() != 0 && each.words() != attempt.certainNumber()) {
                cost += NOT_THE_CERTAIN_ONE;
            }
            if (number == StoredPlaceReader.NO_NUMBER) {
                cost +=
                        hasBare(document, each)
                                ? OTHER_SUFFIX
                                : answers.hasNumbers(document)
                                        ? NOT_THERE
                                        : street ? NO_NUMBERS : NO_STREET;
            }
            if (first || cost < best.cost()) {
                best = new Judged(cost, number, each.text(), each.moved());
                first = false;
            }
        }
        return best;
    }

    /** The word "n" before a number may stand for nothing, or for something: it does not matter. */
    private static long announcing(RelaxedQuery attempt, NumberHypothesis number) {
        int first = Long.numberOfTrailingZeros(number.words());
        return attempt.word(first).digits ? 0 : 1L << first;
    }

    /** What the words of numbers cost that are left over. */
    private static double left(RelaxedQuery attempt, long matched) {
        double sum = 0;
        long left = attempt.numberWords() & ~matched;
        while (left != 0) {
            int i = Long.numberOfTrailingZeros(left);
            sum += attempt.dropCost(i);
            left &= left - 1;
        }
        return sum;
    }

    /** A number, or {@link StoredPlaceReader#NO_NUMBER}. */
    private int find(int document, NumberHypothesis each) {
        RequestedHouseNumber wanted = each.wanted();
        int digits = HouseNumberPositionRule.digits(each.text());
        boolean longSuffix = each.text().length() > digits + 1;
        int found = answers.find(document, wanted.number(), wanted.suffix(), wanted.key());
        if (found == StoredPlaceReader.NO_NUMBER && longSuffix && answers.hasNumbers(document)) {
            for (int i : answers.numbers(document)) {
                if (AsciiFolding.fold(answers.number(document, i))
                        .replace(" ", "")
                        .equals(each.text())) {
                    return i;
                }
            }
        }
        return found;
    }

    /** Whether the number is there without its suffix. */
    private boolean hasBare(int document, NumberHypothesis each) {
        RequestedHouseNumber wanted = each.wanted();
        return wanted.suffix() != 0
                && answers.find(document, wanted.number(), (char) 0, "")
                        != StoredPlaceReader.NO_NUMBER;
    }
}
