package io.odonym.improve;

import io.odonym.index.places.RankingRecord;
import io.odonym.index.terms.FuzzyTerms;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Postcode and city judged together: where street and city agree, the postcode may be another of
 * the same department, or none.
 */
final class PostcodeAndCityRule implements Improvement {

    /** The city is a neighbour that shares the postcode. */
    static final double NEIGHBOUR = 0.8;

    static final double SAME_DEPARTMENT = 0.75;
    static final double OTHER_DEPARTMENT = 2;

    /** A digit is missing, or two are swapped. */
    static final double MISSPELT = 0.6;

    private static final int POSTCODE_DIGITS = 5;

    @Override
    public String name() {
        return "postcode_and_city";
    }

    private static final int MOST_CITY_WORDS = 6;
    private static final int MOST_CITIES = 4;

    /** Municipalities named at the end of the query, or at its beginning. */
    private static void findCities(RelaxedQuery attempt) {
        int end = attempt.size();
        while (end > 0
                && (ExtraWordRule.isExtra(attempt.word(end - 1).raw)
                        || attempt.word(end - 1).digits)) {
            end--;
        }
        for (int from = end - 1; from >= Math.max(0, end - MOST_CITY_WORDS); from--) {
            if (attempt.word(from).digits) {
                break;
            }
            findCity(attempt, from, end);
        }
        int start = 0;
        while (start < end && attempt.word(start).digits) {
            start++;
        }
        for (int to = start + 1; to <= Math.min(end - 1, start + MOST_CITY_WORDS); to++) {
            if (attempt.word(to - 1).digits) {
                break;
            }
            findCity(attempt, start, to);
        }
    }

    private static void findCity(RelaxedQuery attempt, int from, int to) {
        List<LookupKey> keys = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Optional<IndexedTerm> term = attempt.lookup().findTerm(attempt.word(i).sound);
            if (term.isEmpty()) {
                return;
            }
            keys.add(term.get());
        }
        keys.add(attempt.municipalities());
        for (int document : attempt.lookup().intersect(keys, MOST_CITIES)) {
            RankingRecord place = attempt.lookup().rankingRecord(document);
            for (int name = 0; name < place.names(); name++) {
                WordForm[] words =
                        attempt.forms()
                                .of(place.bytes(), place.nameStart(name), place.nameLength(name));
                if (words.length == to - from && sameWords(attempt, from, words)) {
                    attempt.addPostalCity(
                            HouseNumberPositionRule.bits(from, to),
                            attempt
                                    .lookup()
                                    .storedPlaces()
                                    .place(document)
                                    .list("postcode")
                                    .stream()
                                    .map(Object::toString)
                                    .toList());
                }
            }
        }
    }

    private static boolean sameWords(RelaxedQuery attempt, int from, WordForm[] words) {
        for (int i = 0; i < words.length; i++) {
            if (!words[i].sound.equals(attempt.word(from + i).sound)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void read(RelaxedQuery attempt) {
        findCities(attempt);
        FuzzyTerms neighbours = new FuzzyTerms(attempt.lookup().dictionary());
        for (int i = 0; i < attempt.size(); i++) {
            String raw = attempt.word(i).raw;
            if (attempt.isPlace(i)
                    && (raw.length() < POSTCODE_DIGITS
                            || attempt.lookup().findTerm(raw).isEmpty())) {
                for (int number : neighbours.find(raw)) {
                    String other = attempt.lookup().dictionary().termText(number);
                    if (other.length() == POSTCODE_DIGITS
                            && attempt.lookup().dictionary().isNumeric(number)) {
                        attempt.add(1L << i, other, MISSPELT, 1);
                    }
                }
            }
        }
    }
}
