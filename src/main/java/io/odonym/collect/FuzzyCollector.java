package io.odonym.collect;

import io.odonym.index.CooccurringTerms;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.FuzzyTerms;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;
import io.odonym.index.terms.TermDictionary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words one typing error away: of the unknown words, then of the meaningful ones, each next to the
 * others (fuzzy.py, fuzzy_collector).
 *
 * <p>addok tries only words that it has seen together with each of the others; any other finds
 * nothing, so that is not asked here. Its quirk that a filter among the keys leaves no word to try
 * is kept.
 */
final class FuzzyCollector implements Collector {

    private static final Comparator<QueryTerm> LONGEST_FIRST =
            Comparator.comparingInt((QueryTerm word) -> word.text().length()).reversed();

    @Override
    public String name() {
        return "misspelt";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (!harvest.bucketDry()
                || harvest.hasCream()
                || harvest.unknown().isEmpty() && harvest.meaningful().isEmpty()) {
            return false;
        }
        Spellings spellings = new Spellings(harvest.lookup().dictionary());
        tryNeighbours(harvest, harvest.unknown(), true, spellings);
        if (harvest.bucketDry() && !harvest.hasCream()) {
            tryNeighbours(harvest, harvest.meaningful(), true, spellings);
        }
        if (harvest.bucketDry() && !harvest.hasCream() && !harvest.query().common().isEmpty()) {
            tryNeighbours(harvest, harvest.meaningful(), false, spellings);
        }
        return false;
    }

    /** The neighbours of a search's words, of which each is asked for once. */
    private record Spellings(FuzzyTerms neighbours, Map<String, int[]> known) {

        Spellings(TermDictionary dictionary) {
            this(new FuzzyTerms(dictionary), new HashMap<>());
        }

        int[] of(String word) {
            return known.computeIfAbsent(word, neighbours::find);
        }
    }

    private static void tryNeighbours(
            CollectionContext harvest,
            List<QueryTerm> words,
            boolean withCommon,
            Spellings spellings) {
        words.sort(LONGEST_FIRST);
        List<LookupKey> all = new ArrayList<>(harvest.keys());
        if (withCommon) {
            for (QueryTerm common : harvest.query().common()) {
                IndexedTerm term = common.term().orElseThrow();
                if (!harvest.keys().contains(term)) {
                    all.add(term);
                }
            }
        }
        for (QueryTerm word : words) {
            if (harvest.bucketFull()) {
                return;
            }
            if (!word.isNumber()) {
                List<LookupKey> others = new ArrayList<>(all);
                word.term().ifPresent(others::remove);
                replace(harvest, word, others, spellings);
            }
        }
    }

    /** Where two of the keys share no document, no word finds anything beside them all. */
    private static boolean mayStandTogether(CollectionContext harvest, List<LookupKey> keys) {
        for (int i = 1; i < keys.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!harvest.together((IndexedTerm) keys.get(i), (IndexedTerm) keys.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void replace(
            CollectionContext harvest,
            QueryTerm word,
            List<LookupKey> others,
            Spellings spellings) {
        if (others.stream().anyMatch(DocumentSet.class::isInstance)
                || !mayStandTogether(harvest, others)) {
            return;
        }
        int[] numbers = spellings.of(word.text());
        Optional<CooccurringTerms> companions =
                harvest.lookup().cooccurringTerms(others, numbers.length);
        for (int number : numbers) {
            if (!harvest.bucketDry()) {
                return;
            }
            if (companions.isPresent() && !companions.get().contains(number)) {
                continue;
            }
            IndexedTerm neighbour = harvest.lookup().term(number);
            if (!others.contains(neighbour)) {
                List<LookupKey> keys = new ArrayList<>(others);
                keys.add(neighbour);
                harvest.addToBucket(keys);
            }
        }
    }
}
