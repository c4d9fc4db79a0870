package io.odonym.improve;

import io.odonym.improve.query.AddressConflict;
import io.odonym.improve.query.MultiWordMatchRule;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermAlternative;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.TermMatch;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordSubstitutionRule;
import io.odonym.index.places.RankingRecord;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Computes the cost of matching a query with a place. Each term of the query is matched with a word
 * of the name or the city of the place. A greedy algorithm selects the cheapest matches first.
 * {@link MismatchCost} computes the cost of postcodes and of terms and words that have no match.
 *
 * <p>The house number is not part of the alignment; {@link HouseNumberInterpretationSelector}
 * chooses it. The accessors return the result of the last call to {@link #align}. Not thread-safe.
 */
final class QueryAlignment {

    private static final WordForm[] NO_WORDS = {};

    private static final Comparator<TermMatch> CHEAPEST_FIRST =
            (one, other) -> Double.compare(one.cost(), other.cost());

    private final List<TermMatch> possible = new ArrayList<>();
    private final List<TermMatch> selected = new ArrayList<>();
    private final WordForm[] wordBuffer = new WordForm[PlaceWords.MAX_WORDS];
    private RelaxedQuery query;

    private double cost;
    private long matchedTerms;
    private AppliedImprovements improvements = AppliedImprovements.EMPTY;
    private String correctedQuery = "";
    private Set<AddressConflict> conflicts = Set.of();

    /** Prepares this alignment for a new query. */
    void start(RelaxedQuery started) {
        query = started;
    }

    /** Returns the cost of the cheapest combination of name and city, in points. */
    double cost() {
        return cost;
    }

    /** Returns the terms of the query that match or account for a word of the place. */
    long matchedTerms() {
        return matchedTerms;
    }

    /** Returns the improvements that match the query with the place. */
    AppliedImprovements improvements() {
        return improvements;
    }

    /** Returns the parts of the address in which the place differs from the query. */
    Set<AddressConflict> conflicts() {
        return conflicts;
    }

    /** Returns the query with its matched terms replaced with the words of the place. */
    String correctedQuery() {
        return correctedQuery;
    }

    /**
     * Aligns the query with each combination of name and city of a place.
     *
     * @param place the place
     * @param names the words of each name of the place
     * @param houseNumber the terms that are certainly the house number; they match no word of the
     *     place
     * @param correct whether to compute the corrected query
     */
    void align(RankingRecord place, WordForm[][] names, long houseNumber, boolean correct) {
        cost = Double.POSITIVE_INFINITY;
        WordForm postcode = postcode(place);
        for (int name = 0; name < place.nameCount(); name++) {
            for (int city = 0; city < place.cityCount(); city++) {
                WordForm[] cityWords =
                        place.joinsCity(name, city)
                                ? query.wordForms().getCity(place.city(city))
                                : NO_WORDS;
                align(
                        PlaceWords.join(names[name], cityWords, postcode, wordBuffer),
                        houseNumber,
                        correct);
            }
        }
    }

    private WordForm postcode(RankingRecord place) {
        int start = place.postcodeStart();
        return query.wordForms().getWord(place.bytes(), start, start + place.postcodeLength());
    }

    private void align(PlaceWords place, long houseNumber, boolean correct) {
        findPossibleMatches(place, houseNumber);
        long terms = houseNumber;
        long words = 0;
        double sum = 0;
        AppliedImprovements used = AppliedImprovements.EMPTY;
        selected.clear();
        for (TermMatch match : possible) {
            if ((match.terms() & terms) == 0 && (match.words() & words) == 0) {
                terms |= match.terms();
                words |= match.words();
                sum += match.cost();
                used = used.with(match.improvement());
                selected.add(match);
            }
        }
        MismatchCost unmatched = new MismatchCost(query, place, terms, words, used);
        sum += unmatched.compute();
        if (sum < cost) {
            cost = sum;
            matchedTerms = unmatched.matchedTerms();
            improvements = unmatched.improvements();
            conflicts = unmatched.conflicts();
            if (correct) {
                correctedQuery = correct(place);
            }
        }
    }

    /** Collects all possible matches in ascending order of cost. */
    private void findPossibleMatches(PlaceWords place, long houseNumber) {
        possible.clear();
        for (int w = 0; w < place.size(); w++) {
            addSubstitutions(place.word(w), w, houseNumber);
        }
        for (TermAlternative alternative : query.multiTermAlternatives()) {
            for (int w = 0; w < place.size(); w++) {
                if (place.word(w).text().equals(alternative.word())) {
                    possible.add(
                            new TermMatch(
                                    alternative.cost(),
                                    alternative.terms(),
                                    TermMask.of(w),
                                    alternative.improvement()));
                }
            }
        }
        for (MultiWordMatchRule matcher : ImprovementRules.MULTI_WORD_MATCHERS) {
            matcher.addMatches(query, place, possible);
        }
        possible.sort(CHEAPEST_FIRST);
    }

    private void addSubstitutions(WordForm word, int index, long houseNumber) {
        word.prepareFor(query.id(), query.termCount());
        for (int i = 0; i < query.termCount(); i++) {
            if (TermMask.contains(houseNumber, i)) {
                continue;
            }
            if (Float.isNaN(word.substitutionCost(i))) {
                WordSubstitutionCost.compute(query, word, i);
            }
            if (word.substitutionCost(i) < WordSubstitutionRule.NO_MATCH) {
                possible.add(
                        new TermMatch(
                                word.substitutionCost(i),
                                TermMask.of(i),
                                TermMask.of(index),
                                word.substitution(i)));
            }
        }
    }

    /**
     * Returns the query with its matched terms replaced with the words of the place. Unmatched
     * terms are dropped, except for postcodes, street types and stop words.
     */
    private String correct(PlaceWords place) {
        String[] texts = new String[query.termCount()];
        Arrays.fill(texts, "");
        for (int i = 0; i < texts.length; i++) {
            WordForm term = query.term(i);
            if (query.isPostcodeLike(i) || term.isStreetType() || term.isStopWord()) {
                texts[i] = term.text();
            }
        }
        for (TermMatch match : selected) {
            for (int i = 0; i < texts.length; i++) {
                if (TermMask.contains(match.terms(), i)) {
                    texts[i] = "";
                }
            }
            texts[Long.numberOfTrailingZeros(match.terms())] = joinWords(place, match.words());
        }
        StringBuilder text = new StringBuilder();
        for (String each : texts) {
            append(text, each);
        }
        return text.toString();
    }

    private static String joinWords(PlaceWords place, long words) {
        StringBuilder text = new StringBuilder();
        for (int w = 0; w < place.size(); w++) {
            if (TermMask.contains(words, w)) {
                append(text, place.word(w).text());
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String word) {
        if (!word.isEmpty()) {
            text.append(text.isEmpty() ? "" : " ").append(word);
        }
    }
}
