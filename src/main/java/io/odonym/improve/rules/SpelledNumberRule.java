package io.odonym.improve.rules;

import io.odonym.improve.query.MultiWordMatchRule;
import io.odonym.improve.query.NumberPhrase;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.TermMatch;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordSubstitutionRule;
import io.odonym.improve.roles.QueryReading;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.text.NumberWords;

import java.util.Arrays;
import java.util.List;

/**
 * Matches different spellings of a number by its value: digits, words and Roman numerals. "Rue du
 * 19 Mars 1962" matches "Rue du Dix-Neuf Mars Mille Neuf Cent Soixante-Deux".
 *
 * <p>A cardinal number does not match an ordinal number, except for the number 1 after a name and
 * before a month: "François 1" matches "François Ier". In a date, "45" matches "1945".
 */
public final class SpelledNumberRule implements WordSubstitutionRule, MultiWordMatchRule {

    private static final double COST = 0.2;

    /** The cost of matching "1" with "premier", and "45" with "1945". */
    private static final double OTHER_FORM_COST = 0.3;

    private static final int FIRST = NumberWords.ORDINAL_OFFSET + 1;
    private static final int CENTURY = 1900;
    private static final int YEARS = 100;

    /** The minimum length of a number word that is used to retrieve places. */
    private static final int MIN_LENGTH = 4;

    private static final List<String> FREQUENT_WORDS = List.of("cent", "mille");

    /** Creates the rule. */
    public SpelledNumberRule() {}

    @Override
    public String name() {
        return "spelled_numbers";
    }

    /**
     * Adds the other spellings of every number, except a number that is certainly the house number.
     */
    @Override
    public void apply(RelaxedQuery query) {
        for (int i = 0; i < query.termCount(); i++) {
            int value = query.term(i).numberValue();
            if (value == NumberWords.NOT_A_NUMBER
                    || TermMask.contains(query.certainHouseNumber(), i)) {
                continue;
            }
            for (String spelling : NumberWords.spellings(value)) {
                query.addAlternative(this, TermMask.of(i), spelling, COST);
            }
            if (value == 1 && mayBeFirst(query, i)) {
                query.addAlternative(this, TermMask.of(i), "premier", OTHER_FORM_COST);
            }
            if (isShortYear(query, i)) {
                String year = Integer.toString(CENTURY + value);
                query.addAlternative(this, TermMask.of(i), year, OTHER_FORM_COST);
            }
        }
        for (NumberPhrase number : query.compoundNumbers()) {
            if ((number.mask() & query.certainHouseNumber()) == 0) {
                addCompound(query, number);
            }
        }
    }

    private void addCompound(RelaxedQuery query, NumberPhrase number) {
        List<String> words =
                number.wordCount() > 1
                        ? NumberWords.spellings(number.value())
                        : NumberWords.words(number.value());
        for (String word : words) {
            if (number.wordCount() > 1
                    || word.length() >= MIN_LENGTH && !FREQUENT_WORDS.contains(word)) {
                query.addAlternative(this, number.mask(), word, COST);
            }
        }
    }

    /**
     * Returns whether the number 1 may be an ordinal: it is a part of a name, or follows a word
     * that may be a name, such as "françois".
     */
    private static boolean mayBeFirst(RelaxedQuery query, int i) {
        if (query.role(i) == TokenRole.NAME_NUMBER) {
            return true;
        }
        return i > 0
                && query.isOrdinaryWord(i - 1)
                && !query.term(i - 1).isStopWord()
                && !query.term(i - 1).isStreetType()
                && query.role(i - 1) == TokenRole.NAME;
    }

    /** Returns whether a term is a two-digit year after the name of a month. */
    private static boolean isShortYear(RelaxedQuery query, int i) {
        WordForm term = query.term(i);
        return term.startsWithDigit()
                && term.text().length() == 2
                && term.numberValue() < YEARS
                && query.role(i) == TokenRole.NAME_NUMBER
                && i > 0
                && QueryReading.isMonth(query.term(i - 1).text());
    }

    @Override
    public float substitutionCost(RelaxedQuery query, int i, WordForm word) {
        WordForm term = query.term(i);
        int value = term.numberValue();
        int other = word.numberValue();
        if (value == NumberWords.NOT_A_NUMBER || other == NumberWords.NOT_A_NUMBER) {
            return NO_MATCH;
        }
        if (value == other) {
            return (float) COST;
        }
        boolean first =
                value == 1 && other == FIRST && mayBeFirst(query, i)
                        || value == FIRST && other == 1 && word.startsWithDigit();
        boolean year = other == CENTURY + value && isShortYear(query, i);
        return first || year ? (float) OTHER_FORM_COST : NO_MATCH;
    }

    /** Matches two spellings of a number if at least one of them has several words. */
    @Override
    public void addMatches(RelaxedQuery query, PlaceWords place, List<TermMatch> matches) {
        if (query.compoundNumbers().isEmpty() || !hasNumber(place)) {
            return;
        }
        List<WordForm> words = Arrays.asList(place.words()).subList(0, place.size());
        for (NumberPhrase word : NumberPhrase.find(words)) {
            for (NumberPhrase term : query.compoundNumbers()) {
                if (term.value() == word.value()
                        && term.wordCount() + word.wordCount() > 2
                        && (term.mask() & query.certainHouseNumber()) == 0) {
                    matches.add(new TermMatch(COST, term.mask(), word.mask(), this));
                }
            }
        }
    }

    private static boolean hasNumber(PlaceWords place) {
        for (int i = 0; i < place.size(); i++) {
            if (place.word(i).numberValue() != NumberWords.NOT_A_NUMBER) {
                return true;
            }
        }
        return false;
    }
}
