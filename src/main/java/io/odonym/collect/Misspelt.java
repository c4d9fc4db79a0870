package io.odonym.collect;

import io.odonym.index.Companions;
import io.odonym.index.DocumentSet;
import io.odonym.index.Key;
import io.odonym.index.Neighbours;
import io.odonym.index.Term;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        if (harvest.hasCream()) {
            return false;
        }
        if (!harvest.unknown().isEmpty()) {
            tryNeighbours(harvest, harvest.unknown(), true);
        }
        if (harvest.bucketDry() && !harvest.hasCream()) {
            tryNeighbours(harvest, harvest.meaningful(), true);
        }
        if (harvest.bucketDry() && !harvest.hasCream() && !harvest.query().common().isEmpty()) {
            tryNeighbours(harvest, harvest.meaningful(), false);
        }
        return false;
    }

    private static void tryNeighbours(Harvest harvest, List<Word> words, boolean withCommon) {
        if (!harvest.bucketDry() || words.isEmpty()) {
            return;
        }
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
        Neighbours neighbours = new Neighbours(harvest.lookup().dictionary());
        for (Word word : words) {
            if (harvest.bucketFull()) {
                return;
            }
            if (!word.isNumber()) {
                List<Key> others = new ArrayList<>(all);
                word.term().ifPresent(others::remove);
                replace(harvest, word, others, neighbours);
            }
        }
    }

    private static void replace(
            Harvest harvest, Word word, List<Key> others, Neighbours neighbours) {
        if (others.stream().anyMatch(DocumentSet.class::isInstance)) {
            return;
        }
        int[] numbers = neighbours.of(word.text());
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
