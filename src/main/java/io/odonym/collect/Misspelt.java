package io.odonym.collect;

import io.odonym.index.Companions;
import io.odonym.index.Dictionary;
import io.odonym.index.DocumentSet;
import io.odonym.index.Key;
import io.odonym.index.Neighbours;
import io.odonym.index.Term;

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
final class Misspelt implements Collector {

    private static final Comparator<Word> LONGEST_FIRST =
            Comparator.comparingInt((Word word) -> word.text().length()).reversed();

    @Override
    public String name() {
        return "misspelt";
    }

    @Override
    public boolean collect(Harvest harvest) {
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
    private record Spellings(Neighbours neighbours, Map<String, int[]> known) {

        Spellings(Dictionary dictionary) {
            this(new Neighbours(dictionary), new HashMap<>());
        }

        int[] of(String word) {
            return known.computeIfAbsent(word, neighbours::of);
        }
    }

    private static void tryNeighbours(
            Harvest harvest, List<Word> words, boolean withCommon, Spellings spellings) {
        words.sort(LONGEST_FIRST);
        List<Key> all = new ArrayList<>(harvest.keys());
        if (withCommon) {
            for (Word common : harvest.query().common()) {
                Term term = common.term().orElseThrow();
                if (!harvest.keys().contains(term)) {
                    all.add(term);
                }
            }
        }
        for (Word word : words) {
            if (harvest.bucketFull()) {
                return;
            }
            if (!word.isNumber()) {
                List<Key> others = new ArrayList<>(all);
                word.term().ifPresent(others::remove);
                replace(harvest, word, others, spellings);
            }
        }
    }

    /** Where two of the keys share no document, no word finds anything beside them all. */
    private static boolean mayStandTogether(Harvest harvest, List<Key> keys) {
        for (int i = 1; i < keys.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (!harvest.together((Term) keys.get(i), (Term) keys.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void replace(Harvest harvest, Word word, List<Key> others, Spellings spellings) {
        if (others.stream().anyMatch(DocumentSet.class::isInstance)
                || !mayStandTogether(harvest, others)) {
            return;
        }
        int[] numbers = spellings.of(word.text());
        Optional<Companions> companions = harvest.lookup().companions(others, numbers.length);
        for (int number : numbers) {
            if (!harvest.bucketDry()) {
                return;
            }
            if (companions.isPresent() && !companions.get().contain(number)) {
                continue;
            }
            Term neighbour = harvest.lookup().term(number);
            if (!others.contains(neighbour)) {
                List<Key> keys = new ArrayList<>(others);
                keys.add(neighbour);
                harvest.addToBucket(keys);
            }
        }
    }
}
