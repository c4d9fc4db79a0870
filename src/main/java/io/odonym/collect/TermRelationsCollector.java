package io.odonym.collect;

import io.odonym.index.terms.IndexedTerm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * If there are too few candidates, looks up the largest groups of terms in which every pair of
 * terms shares a document (addok's extend_results_extrapoling_relations).
 *
 * <p>This way, a query with one wrong term still finds the documents that match the other terms.
 *
 * <p>The order of the terms decides which groups are formed. addok iterates over a set in hash
 * order, so its groups may differ from run to run. This class starts with the most common term; see
 * {@code docs/design/collection.md}.
 */
final class TermRelationsCollector implements Collector {

    private static final Comparator<Group> LARGEST_FIRST =
            Comparator.comparingInt(Group::size).reversed();

    private static final Comparator<Group> RAREST_FIRST =
            Comparator.comparingDouble(Group::averageDocumentCount);

    @Override
    public String name() {
        return "related_words";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (!context.isBucketDry()) {
            return false;
        }
        for (List<QueryTerm> group : groups(context)) {
            context.addToBucket(CollectionContext.toKeys(group));
            if (context.isBucketOverflowing()) {
                break;
            }
        }
        return false;
    }

    /**
     * Returns the groups of at least two terms that are not subsets of other groups, in ascending
     * order of their average document count.
     */
    private static List<List<QueryTerm>> groups(CollectionContext context) {
        List<QueryTerm> terms = distinctTerms(context);
        BitSet[] related = relations(context, terms);
        List<Group> groups = new ArrayList<>();
        for (int origin = 0; origin < terms.size(); origin++) {
            Group group = Group.around(origin, terms, related, context.limits().commonThreshold());
            if (group.size() > 1) {
                groups.add(group);
            }
        }
        groups.sort(LARGEST_FIRST);
        List<Group> maximal = new ArrayList<>();
        for (Group group : groups) {
            if (!isSubsetOfAny(group, maximal)) {
                maximal.add(group);
            }
        }
        maximal.sort(RAREST_FIRST);
        List<List<QueryTerm>> ordered = new ArrayList<>(maximal.size());
        for (Group group : maximal) {
            ordered.add(group.select(terms));
        }
        return ordered;
    }

    /** Returns the meaningful and the common terms without duplicates, most common first. */
    private static List<QueryTerm> distinctTerms(CollectionContext context) {
        List<QueryTerm> terms = new ArrayList<>();
        for (QueryTerm term : context.meaningful()) {
            addIfAbsent(term, terms);
        }
        for (QueryTerm term : context.query().common()) {
            addIfAbsent(term, terms);
        }
        terms.sort(QueryTerm.RAREST_FIRST.reversed());
        return terms;
    }

    private static void addIfAbsent(QueryTerm term, List<QueryTerm> terms) {
        int ordinal = term.indexedTerm().ordinal();
        for (QueryTerm other : terms) {
            if (other.indexedTerm().ordinal() == ordinal) {
                return;
            }
        }
        terms.add(term);
    }

    /** Returns, for each term, the positions of the other terms that share a document with it. */
    private static BitSet[] relations(CollectionContext context, List<QueryTerm> terms) {
        BitSet inCandidate = termsOfFirstCandidate(context, terms);
        BitSet[] related = new BitSet[terms.size()];
        for (int i = 0; i < related.length; i++) {
            related[i] = new BitSet(related.length);
            for (int j = 0; j < i; j++) {
                if (inCandidate.get(i) && inCandidate.get(j)
                        || context.cooccur(
                                terms.get(i).indexedTerm(), terms.get(j).indexedTerm())) {
                    related[i].set(j);
                    related[j].set(i);
                }
            }
        }
        return related;
    }

    /**
     * Returns the positions of the terms that the first candidate contains. These terms share at
     * least this document, so their pairs need no lookup. Empty if there is no candidate, or if
     * there are fewer than three terms.
     */
    private static BitSet termsOfFirstCandidate(CollectionContext context, List<QueryTerm> terms) {
        BitSet contained = new BitSet(terms.size());
        if (terms.size() > 2 && !context.isBucketEmpty()) {
            int candidate = context.bucket().document(0);
            for (int i = 0; i < terms.size(); i++) {
                IndexedTerm term = terms.get(i).indexedTerm();
                contained.set(i, context.lookup().containsAll(candidate, List.of(term)));
            }
        }
        return contained;
    }

    private static boolean isSubsetOfAny(Group group, List<Group> others) {
        for (Group other : others) {
            if (isSubset(group.members(), other.members())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSubset(BitSet subset, BitSet superset) {
        for (int i = subset.nextSetBit(0); i >= 0; i = subset.nextSetBit(i + 1)) {
            if (!superset.get(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A group of terms in which every pair shares a document. Terms are identified by their
     * position in the list of all terms.
     *
     * @param origin the term with which the group was started; not a member if it is common
     * @param members the terms of the group that are not common
     * @param averageDocumentCount the average document count of the members
     */
    private record Group(int origin, BitSet members, double averageDocumentCount) {

        /**
         * Starts a group with the origin, and adds, in list order, each term that shares a document
         * with every term already in the group. Then removes the common terms.
         */
        static Group around(
                int origin, List<QueryTerm> terms, BitSet[] related, int commonThreshold) {
            BitSet members = new BitSet(terms.size());
            members.set(origin);
            for (int i = 0; i < related.length; i++) {
                if (i != origin && isSubset(members, related[i])) {
                    members.set(i);
                }
            }
            long documentCount = 0;
            for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                if (terms.get(i).documentCount() > commonThreshold) {
                    members.clear(i);
                } else {
                    documentCount += terms.get(i).documentCount();
                }
            }
            return new Group(origin, members, (double) documentCount / members.cardinality());
        }

        int size() {
            return members.cardinality();
        }

        /** Returns the members. The origin comes first. */
        List<QueryTerm> select(List<QueryTerm> terms) {
            List<QueryTerm> selected = new ArrayList<>(size());
            if (members.get(origin)) {
                selected.add(terms.get(origin));
            }
            for (int i = members.nextSetBit(0); i >= 0; i = members.nextSetBit(i + 1)) {
                if (i != origin) {
                    selected.add(terms.get(i));
                }
            }
            return selected;
        }
    }
}
