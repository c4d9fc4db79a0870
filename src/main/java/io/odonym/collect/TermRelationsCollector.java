package io.odonym.collect;

import io.odonym.index.terms.IndexedTerm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The largest groups of words that go together two by two: one word too many does not spoil the
 * rest (extend_results_extrapoling_relations).
 *
 * <p>addok walks over a set of words in the order of their hashes, so that its groups may change
 * from run to run; here the commonest word comes first. Of the orders tried on addok's recorded
 * answers (rarest first, commonest first, by spelling, as in the query) this one agrees most often.
 */
final class TermRelationsCollector implements Collector {

    private static final Comparator<Group> LARGEST_FIRST =
            Comparator.comparingInt(Group::size).reversed();

    private static final Comparator<Group> RAREST_FIRST =
            Comparator.comparingDouble(Group::average);

    @Override
    public String name() {
        return "related_words";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (!harvest.bucketDry()) {
            return false;
        }
        for (List<QueryTerm> group : groups(harvest)) {
            harvest.addToBucket(CollectionContext.keys(group));
            if (harvest.bucketOverflow()) {
                break;
            }
        }
        return false;
    }

    /**
     * Groups of words without repetition, none within another, the rarest words on average first.
     */
    private static List<List<QueryTerm>> groups(CollectionContext harvest) {
        List<QueryTerm> words = distinct(harvest);
        BitSet[] related = related(harvest, words);
        List<Group> groups = new ArrayList<>();
        for (int origin = 0; origin < words.size(); origin++) {
            Group group = Group.around(origin, words, related, harvest.limits().commonThreshold());
            if (group.size() > 1) {
                groups.add(group);
            }
        }
        groups.sort(LARGEST_FIRST);
        List<Group> largest = new ArrayList<>();
        for (Group group : groups) {
            if (!isWithinOne(group, largest)) {
                largest.add(group);
            }
        }
        largest.sort(RAREST_FIRST);
        List<List<QueryTerm>> ordered = new ArrayList<>(largest.size());
        for (Group group : largest) {
            ordered.add(group.of(words));
        }
        return ordered;
    }

    /** The meaningful words and the common ones, each term once, the commonest first. */
    private static List<QueryTerm> distinct(CollectionContext harvest) {
        List<QueryTerm> words = new ArrayList<>();
        for (QueryTerm word : harvest.meaningful()) {
            addOnce(word, words);
        }
        for (QueryTerm word : harvest.query().common()) {
            addOnce(word, words);
        }
        words.sort(QueryTerms.RAREST_FIRST.reversed());
        return words;
    }

    private static void addOnce(QueryTerm word, List<QueryTerm> words) {
        int term = word.term().orElseThrow().ordinal();
        for (QueryTerm known : words) {
            if (known.term().orElseThrow().ordinal() == term) {
                return;
            }
        }
        words.add(word);
    }

    /** For each word the others that stand beside it in some document. */
    private static BitSet[] related(CollectionContext harvest, List<QueryTerm> words) {
        BitSet held = heldByCandidate(harvest, words);
        BitSet[] related = new BitSet[words.size()];
        for (int i = 0; i < related.length; i++) {
            related[i] = new BitSet(related.length);
            for (int j = 0; j < i; j++) {
                if (held.get(i) && held.get(j)
                        || harvest.together(
                                words.get(i).term().orElseThrow(),
                                words.get(j).term().orElseThrow())) {
                    related[i].set(j);
                    related[j].set(i);
                }
            }
        }
        return related;
    }

    /**
     * The words that the first candidate holds, if there is any: they stand together in this one,
     * and need not be asked for two by two. Of two words the one question is as soon asked.
     */
    private static BitSet heldByCandidate(CollectionContext harvest, List<QueryTerm> words) {
        BitSet held = new BitSet(words.size());
        if (words.size() > 2 && !harvest.bucketEmpty()) {
            int candidate = harvest.bucket().document(0);
            for (int i = 0; i < words.size(); i++) {
                IndexedTerm term = words.get(i).term().orElseThrow();
                held.set(i, harvest.lookup().containsAll(candidate, List.of(term)));
            }
        }
        return held;
    }

    private static boolean isWithinOne(Group group, List<Group> others) {
        for (Group other : others) {
            if (isWithin(group.members(), other.members())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(BitSet some, BitSet all) {
        for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
            if (!all.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Words, by their places in the list of all, that go together two by two.
     *
     * @param origin the word that the others were added to; not a member where it is too common
     * @param average how many documents hold a member on average
     */
    private record Group(int origin, BitSet members, double average) {

        /** The origin and, in their order, the words related to all that are in the group. */
        static Group around(
                int origin, List<QueryTerm> words, BitSet[] related, int commonThreshold) {
            BitSet members = new BitSet(words.size());
            members.set(origin);
            for (int i = 0; i < related.length; i++) {
                if (i != origin && isWithin(members, related[i])) {
                    members.set(i);
                }
            }
            long documents = 0;
            for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                if (words.get(i).documents() > commonThreshold) {
                    members.clear(i);
                } else {
                    documents += words.get(i).documents();
                }
            }
            return new Group(origin, members, (double) documents / members.cardinality());
        }

        int size() {
            return members.cardinality();
        }

        /** The words, the origin first. */
        List<QueryTerm> of(List<QueryTerm> words) {
            List<QueryTerm> some = new ArrayList<>(size());
            if (members.get(origin)) {
                some.add(words.get(origin));
            }
            for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                if (i != origin) {
                    some.add(words.get(i));
                }
            }
            return some;
        }
    }
}
