package io.odonym.improve.rules;

import io.odonym.improve.query.MultiWordMatchRule;
import io.odonym.improve.query.PlaceWords;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.TermMask;
import io.odonym.improve.query.TermMatch;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.query.WordSubstitutionRule;
import io.odonym.text.FoldedAlphabet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expands abbreviated words: "rep" matches "republique" and "j" matches "jean". addok's synonyms
 * already expand common abbreviations such as "av" and "bd".
 */
public final class TruncatedWordRule implements WordSubstitutionRule, MultiWordMatchRule {

    private static final int MIN_EXPANDED_LENGTH = 3;
    private static final int MAX_EXPANSIONS = 12;
    private static final double ONE_LETTER_COST = 0.6;
    private static final double TWO_LETTERS_COST = 0.65;
    private static final double COST = 0.7;
    private static final double KNOWN_WORD_COST = 1.4;

    /** The cost of an abbreviation whose meaning {@link AbbreviationTable} defines. */
    private static final double OFFICIAL_COST = 0.15;

    private record Expansion(String word, int documentCount) {}

    /** Creates the rule. */
    public TruncatedWordRule() {}

    @Override
    public String name() {
        return "abbreviations";
    }

    /**
     * Returns the cost of expanding an abbreviation.
     *
     * @param length the length of the abbreviation, in letters
     * @param known whether the abbreviation is itself a word of the index
     */
    static double cost(int length, boolean known) {
        if (length == 1) {
            return ONE_LETTER_COST;
        }
        if (length == 2) {
            return TWO_LETTERS_COST;
        }
        return known && length > MIN_EXPANDED_LENGTH ? KNOWN_WORD_COST : COST;
    }

    /** Adds the most frequent words of the index that start with a term. */
    @Override
    public void apply(RelaxedQuery query) {
        Map<String, List<Expansion>> found = new HashMap<>();
        for (int i = query.addressStart(); i < query.termCount(); i++) {
            query.deadline().check();
            WordForm term = query.term(i);
            for (List<String> phrase : AbbreviationTable.expansions(term.text())) {
                query.addAlternative(this, TermMask.of(i), phrase.getLast(), OFFICIAL_COST);
            }
            int length = term.text().length();
            if (!query.isOrdinaryWord(i)
                    || length < MIN_EXPANDED_LENGTH
                    || term.isStopWord()
                    || term.isStreetType()) {
                continue;
            }
            double cost = cost(length, query.isKnown(i));
            for (Expansion each : found.computeIfAbsent(term.text(), text -> expand(query, text))) {
                query.addAlternative(this, TermMask.of(i), each.word(), cost, each.documentCount());
            }
        }
    }

    private static List<Expansion> expand(RelaxedQuery query, String prefix) {
        List<Expansion> expansions = new ArrayList<>();
        query.wordTrie()
                .findExtensions(
                        prefix,
                        (word, length, documentCount, _) ->
                                expansions.add(
                                        new Expansion(
                                                FoldedAlphabet.text(word, 0, length),
                                                documentCount)));
        expansions.sort(Comparator.comparingInt(Expansion::documentCount).reversed());
        return expansions.subList(0, Math.min(MAX_EXPANSIONS, expansions.size()));
    }

    @Override
    public float substitutionCost(RelaxedQuery query, int i, WordForm word) {
        WordForm term = query.term(i);
        if (AbbreviationTable.standsFor(term.text(), word.text())) {
            return (float) OFFICIAL_COST;
        }
        boolean abbreviates =
                !term.isStopWord()
                        && term.isComparableWith(word)
                        && term.text().length() < word.text().length()
                        && word.text().startsWith(term.text());
        return abbreviates ? (float) cost(term.text().length(), query.isKnown(i)) : NO_MATCH;
    }

    /** Matches an abbreviation of several words: "rn 12" matches "route nationale 12". */
    @Override
    public void addMatches(RelaxedQuery query, PlaceWords place, List<TermMatch> matches) {
        for (int i = 0; i < query.termCount(); i++) {
            for (List<String> phrase : AbbreviationTable.expansions(query.term(i).text())) {
                for (int w = 0; phrase.size() > 1 && w + phrase.size() <= place.size(); w++) {
                    if (startsWith(place, w, phrase)) {
                        matches.add(
                                new TermMatch(
                                        OFFICIAL_COST,
                                        TermMask.of(i),
                                        TermMask.range(w, w + phrase.size()),
                                        this));
                    }
                }
            }
        }
    }

    private static boolean startsWith(PlaceWords place, int from, List<String> phrase) {
        for (int k = 0; k < phrase.size(); k++) {
            if (!place.word(from + k).text().equals(phrase.get(k))) {
                return false;
            }
        }
        return true;
    }
}
