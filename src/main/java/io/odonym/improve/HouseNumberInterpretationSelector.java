package io.odonym.improve;

import io.odonym.improve.query.HouseNumberInterpretation;
import io.odonym.improve.query.HouseNumberText;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.rules.HouseNumberAnywhereRule;
import io.odonym.improve.rules.UnknownHouseNumberRule;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.rank.RequestedHouseNumber;
import io.odonym.text.AsciiFolding;

/** Chooses which of the numbers in a query is the house number of a place. Not thread-safe. */
final class HouseNumberInterpretationSelector {

    private static final char NO_SUFFIX = 0;

    private final StoredPlaceReader places;

    HouseNumberInterpretationSelector(StoredPlaceReader places) {
        this.places = places;
    }

    /**
     * The house number of the query that was chosen for a place.
     *
     * @param cost the cost of the choice in points, including the cost of omitting the other
     *     numbers
     * @param number the ordinal of the house number, or {@link StoredPlaceReader#NO_NUMBER}
     * @param text the number as one word; empty if the query has no house number
     * @param requested the number or range as it is written in the query; empty if the query has no
     *     house number
     * @param moved true if addok would not recognize a house number at this position
     */
    record Choice(double cost, int number, String text, String requested, boolean moved) {

        /** The choice if the search does not look for house numbers. */
        static final Choice NONE = new Choice(0, StoredPlaceReader.NO_NUMBER, "", "", false);

        /** Returns the choice for a place whose house number does not pass the filters. */
        Choice withoutNumber() {
            return new Choice(cost, StoredPlaceReader.NO_NUMBER, text, requested, moved);
        }

        /** Returns whether the place has the house number. */
        boolean isFound() {
            return number != StoredPlaceReader.NO_NUMBER;
        }
    }

    /**
     * Returns the cheapest house number whose terms match no word of the place.
     *
     * @param document the place
     * @param matched the terms that match words of the place
     * @param street false if the place is a municipality
     */
    Choice choose(RelaxedQuery query, int document, long matched, boolean street) {
        long taken = matched & ~query.certainHouseNumber();
        Choice best =
                new Choice(omissionCost(query, taken), StoredPlaceReader.NO_NUMBER, "", "", false);
        boolean first = true;
        for (HouseNumberInterpretation interpretation : query.houseNumbers()) {
            if ((interpretation.terms() & taken & ~numberSign(query, interpretation)) != 0) {
                continue;
            }
            int number = find(document, interpretation);
            double cost =
                    omissionCost(query, taken | interpretation.terms()) + interpretation.cost();
            if (query.certainHouseNumber() != 0
                    && interpretation.terms() != query.certainHouseNumber()) {
                cost += HouseNumberAnywhereRule.NOT_CERTAIN_COST;
            }
            if (number == StoredPlaceReader.NO_NUMBER) {
                cost +=
                        UnknownHouseNumberRule.cost(
                                hasNumberWithoutSuffix(document, interpretation),
                                !places.houseNumbers(document).isEmpty(),
                                street);
            }
            if (first || cost < best.cost()) {
                best =
                        new Choice(
                                cost,
                                number,
                                interpretation.text(),
                                interpretation.asked(),
                                interpretation.moved());
                first = false;
            }
        }
        return best;
    }

    /**
     * Returns the number sign before a house number, such as "n". It may also match a word of the
     * place.
     */
    private static long numberSign(RelaxedQuery query, HouseNumberInterpretation interpretation) {
        int first = Long.numberOfTrailingZeros(interpretation.terms());
        return query.term(first).startsWithDigit() ? 0 : TermMask.of(first);
    }

    /** Returns the cost of omitting the possible house numbers that match no word of the place. */
    private static double omissionCost(RelaxedQuery query, long matched) {
        double sum = 0;
        long omitted = query.houseNumberTerms() & ~matched;
        while (omitted != 0) {
            sum += query.omissionCost(Long.numberOfTrailingZeros(omitted));
            omitted &= omitted - 1;
        }
        return sum;
    }

    private int find(int document, HouseNumberInterpretation interpretation) {
        RequestedHouseNumber requested = interpretation.requested();
        int found =
                places.houseNumbers(document)
                        .find(requested.number(), requested.suffix(), requested.key());
        boolean suffix = interpretation.requested().suffix() != NO_SUFFIX;
        if (!suffix || found == StoredPlaceReader.NO_NUMBER && !hasLongSuffix(interpretation)) {
            return found;
        }
        // The index keys of "12b", "12bis" and "12bd" are equal.
        int exact = findByText(document, interpretation.text());
        if (exact == StoredPlaceReader.NO_NUMBER) {
            exact = findByText(document, HouseNumberText.withShortSuffixes(interpretation.text()));
        }
        return exact == StoredPlaceReader.NO_NUMBER ? found : exact;
    }

    private static boolean hasLongSuffix(HouseNumberInterpretation interpretation) {
        int digits = HouseNumberText.countLeadingDigits(interpretation.text());
        return interpretation.text().length() > digits + 1;
    }

    private int findByText(int document, String text) {
        HouseNumbers houseNumbers = places.houseNumbers(document);
        if (!houseNumbers.isEmpty()) {
            for (int i = 0; i < houseNumbers.size(); i++) {
                String number = AsciiFolding.fold(houseNumbers.text(i)).replace(" ", "");
                if (number.equals(text)) {
                    return i;
                }
            }
        }
        return StoredPlaceReader.NO_NUMBER;
    }

    private boolean hasNumberWithoutSuffix(int document, HouseNumberInterpretation interpretation) {
        RequestedHouseNumber requested = interpretation.requested();
        return requested.suffix() != NO_SUFFIX
                && places.houseNumbers(document).find(requested.number(), NO_SUFFIX, "")
                        != StoredPlaceReader.NO_NUMBER;
    }
}
