package io.odonym.index.terms;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

import java.util.Arrays;
import java.util.List;

/**
 * A set of documents: a sorted list where it is small, a bit for each document where it is large.
 *
 * <p>Immutable: the arrays are handed over for good.
 */
public final class DocumentSet implements LookupKey {

    private static final int[] NONE = {};

    private final String name;
    private final int[] sorted;
    private final FixedBitSet bits;
    private final int documentCount;

    private DocumentSet(String name, int[] sorted, FixedBitSet bits, int documents) {
        this.name = name;
        this.sorted = sorted;
        this.bits = bits;
        this.documentCount = documents;
    }

    /** A small set, by the documents in ascending order. */
    public static DocumentSet ofSorted(String name, int[] sorted) {
        return new DocumentSet(name, sorted, new FixedBitSet(0), sorted.length);
    }

    /** A large set, by a bit for each document. */
    public static DocumentSet ofBits(String name, FixedBitSet bits) {
        return new DocumentSet(name, NONE, bits, bits.cardinality());
    }

    /** Whether the set is large, and held as bits. */
    public boolean isDense() {
        return bits.length() > 0;
    }

    public FixedBitSet bits() {
        return bits;
    }

    public int[] sortedDocuments() {
        return sorted;
    }

    @Override
    public int documentCount() {
        return documentCount;
    }

    /** Whether a document is in the set. */
    public boolean contains(int document) {
        return isDense() ? bits.get(document) : Arrays.binarySearch(sorted, document) >= 0;
    }

    /** All documents, ascending. */
    public int[] toArray() {
        if (!isDense()) {
            return sorted.clone();
        }
        int[] all = new int[documentCount];
        BitSetIterator each = new BitSetIterator(bits, documentCount);
        int n = 0;
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            all[n++] = doc;
        }
        return all;
    }

    /** The documents that are in any of the sets. */
    public static DocumentSet union(String name, List<DocumentSet> sets, int maxDocument) {
        if (sets.stream().anyMatch(DocumentSet::isDense)) {
            FixedBitSet all = new FixedBitSet(maxDocument);
            for (DocumentSet set : sets) {
                if (set.isDense()) {
                    all.or(set.bits);
                } else {
                    for (int doc : set.sorted) {
                        all.set(doc);
                    }
                }
            }
            return ofBits(name, all);
        }
        int[] all = new int[sets.stream().mapToInt(DocumentSet::documentCount).sum()];
        int n = 0;
        for (DocumentSet set : sets) {
            System.arraycopy(set.sorted, 0, all, n, set.sorted.length);
            n += set.sorted.length;
        }
        return ofSorted(name, sortAndDeduplicate(all, n));
    }

    /** Sorts the first n and drops repetitions. */
    public static int[] sortAndDeduplicate(int[] documents, int n) {
        Arrays.sort(documents, 0, n);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || documents[i] != documents[i - 1]) {
                documents[distinct++] = documents[i];
            }
        }
        return Arrays.copyOf(documents, distinct);
    }

    /** The documents that are in both. */
    public DocumentSet and(DocumentSet other, String both) {
        if (isDense() && other.isDense()) {
            FixedBitSet common = bits.clone();
            common.and(other.bits);
            return ofBits(both, common);
        }
        DocumentSet small = isDense() ? other : this;
        DocumentSet large = small == this ? other : this;
        return ofSorted(both, Arrays.stream(small.sorted).filter(large::contains).toArray());
    }

    @Override
    public String toString() {
        return name;
    }
}
