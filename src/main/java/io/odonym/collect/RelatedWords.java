package io.odonym.collect;

import io.odonym.index.Term;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The largest groups of words that go together two by two: one word too many does not spoil the
 * rest (extend_results_extrapoling_relations).
 *
 * <p>addok walks over a set of words in the order of their hashes, so that its groups may change
 * from run to run; here the order is that of the meaningful words, then the common ones.
 */
final class RelatedWords implements Collector {

    @Override
    public String name() {
        return "related_words";
    }

    @Override
    public boolean collect(Harvest harvest) {
        if (!harvest.bucketDry()) {
            return false;
        }
        for (Set<Word> group : groups(harvest)) {
            harvest.addToBucket(Harvest.keys(List.copyOf(group)));
            if (harvest.bucketOverflow()) {
                break;
            }
        }
        return false;
    }

    /**
     * Groups of words without repetition, none within another, the rarest words on average first.
     */
    private static List<Set<Word>> groups(Harvest harvest) {
        Map<Term, Word> distinct = new LinkedHashMap<>();
        for (Word word : harvest.meaningful()) {
            distinct.putIfAbsent(word.term().orElseThrow(), word);
        }
        for (Word word : harvest.query().common()) {
            distinct.putIfAbsent(word.term().orElseThrow(), word);
        }
        List<Word> words = List.copyOf(distinct.values());
        Map<Word, Set<Word>> related = related(harvest, words);
        List<Set<Word>> groups = new ArrayList<>();
        for (Word origin : words) {
            Set<Word> group = group(origin, words, related);
            group.removeIf(word -> word.documents() > harvest.limits().commonThreshold());
            if (group.size() > 1) {
                groups.add(group);
            }
        }
        groups.sort(Comparator.comparingInt((Set<Word> group) -> group.size()).reversed());
        List<Set<Word>> largest = new ArrayList<>();
        for (Set<Word> group : groups) {
            if (largest.stream().noneMatch(known -> known.containsAll(group))) {
                largest.add(group);
            }
        }
        largest.sort(
                Comparator.comparingDouble(
                        group -> group.stream().mapToInt(Word::documents).average().orElse(0)));
        return largest;
    }

    private static Map<Word, Set<Word>> related(Harvest harvest, List<Word> words) {
        Map<Word, Set<Word>> related = new LinkedHashMap<>();
        for (Word word : words) {
            related.put(word, new HashSet<>());
        }
        for (int i = 0; i < words.size(); i++) {
            for (int j = i + 1; j < words.size(); j++) {
                Word one = words.get(i);
                Word other = words.get(j);
                if (harvest.lookup()
                        .together(one.term().orElseThrow(), other.term().orElseThrow())) {
                    related.get(one).add(other);
                    related.get(other).add(one);
                }
            }
        }
        return related;
    }

    /** The origin and, in their order, the words related to all that are in the group already. */
    private static Set<Word> group(Word origin, List<Word> words, Map<Word, Set<Word>> related) {
        Set<Word> group = new java.util.LinkedHashSet<>(Set.of(origin));
        for (Word word : words) {
            if (!word.equals(origin)
                    && group.stream().allMatch(member -> related.get(member).contains(word))) {
                group.add(word);
            }
        }
        return group;
    }
}
