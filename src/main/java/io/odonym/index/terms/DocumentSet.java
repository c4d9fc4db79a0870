package io.odonym.index.terms;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

import java.util.Arrays;
import java.util.List;

/**
 * A set of documents, stored as a sorted array if it is small and as a bitset if it is large.
 *
 * <p>Immutable. The arrays and bitsets passed to the factory methods are not copied and must not be
 * modified afterwards.
 */
public final class DocumentSet implements ConjunctionClause {

    private static final int[] NO_DOCUMENTS = {};

    private final String name;
    private final int[] sortedDocuments;
    private final FixedBitSet bits;
    private final int documentCount;

    private DocumentSet(String name, int[] sortedDocuments, FixedBitSet bits, int documentCount) {
        this.name = name;
        this.sortedDocuments = sortedDocuments;
        this.bits = bits;
        this.documentCount = documentCount;
    }

    /**
     * Creates a set that is stored as a sorted array.
     *
     * @param name the name that {@link #toString} returns, for explanations and logs
     * @param sortedDocuments the documents in ascending order, without duplicates
     */
    public static DocumentSet ofSorted(String name, int[] sortedDocuments) {
        return new DocumentSet(name, sortedDocuments, new FixedBitSet(0), sortedDocuments.length);
    }

    /**
     * Creates a set that is stored as a bitset.
     *
     * @param name the name that {@link #toString} returns, for explanations and logs
     * @param bits one bit for each document of the index
     */
    public static DocumentSet ofBits(String name, FixedBitSet bits) {
        return new DocumentSet(name, NO_DOCUMENTS, bits, bits.cardinality());
    }

    /** Returns whether this set is stored as a bitset. */
    public boolean isDense() {
        return bits.length() > 0;
    }

    /** Returns the bitset of a dense set, or an empty bitset if this set is not dense. */
    public FixedBitSet bits() {
        return bits;
    }

    /** Returns the sorted array of a sparse set, or an empty array if this set is dense. */
    public int[] sortedDocuments() {
        return sortedDocuments;
    }

    @Override
    public int documentCount() {
        return documentCount;
    }

    /** Returns whether this set contains a document. */
    public boolean contains(int document) {
        return isDense() ? bits.get(document) : Arrays.binarySearch(sortedDocuments, document) >= 0;
    }

    /** Returns a new array of all documents of this set, in ascending order. */
    public int[] toArray() {
        if (!isDense()) {
            return sortedDocuments.clone();
        }
        int[] documents = new int[documentCount];
        BitSetIterator iterator = new BitSetIterator(bits, documentCount);
        int n = 0;
        for (int document = iterator.nextDoc();
                document != DocIdSetIterator.NO_MORE_DOCS;
                document = iterator.nextDoc()) {
            documents[n++] = document;
        }
        return documents;
    }

    /**
     * Returns the union of several sets. The union is dense if at least one of the sets is dense.
     *
     * @param name the name of the union
     * @param maxDocument the number of documents of the index
     */
    public static DocumentSet union(String name, List<DocumentSet> sets, int maxDocument) {
        if (sets.stream().anyMatch(DocumentSet::isDense)) {
            FixedBitSet union = new FixedBitSet(maxDocument);
            for (DocumentSet set : sets) {
                if (set.isDense()) {
                    union.or(set.bits);
                } else {
                    for (int document : set.sortedDocuments) {
                        union.set(document);
                    }
                }
            }
            return ofBits(name, union);
        }
        int[] documents = new int[sets.stream().mapToInt(DocumentSet::documentCount).sum()];
        int n = 0;
        for (DocumentSet set : sets) {
            System.arraycopy(set.sortedDocuments, 0, documents, n, set.sortedDocuments.length);
            n += set.sortedDocuments.length;
        }
        return ofSorted(name, sortAndDeduplicate(documents, n));
    }

    /**
     * Sorts the first {@code n} elements of an array in place and returns a new array of its
     * distinct values.
     */
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

    /**
     * Returns the intersection of this set and another one. The intersection is dense if both sets
     * are dense. Its name consists of the names of both sets, joined by {@code &}.
     */
    public DocumentSet intersection(DocumentSet other) {
        String intersectionName = name + "&" + other.name;
        if (isDense() && other.isDense()) {
            FixedBitSet common = bits.clone();
            common.and(other.bits);
            return ofBits(intersectionName, common);
        }
        DocumentSet small = isDense() ? other : this;
        DocumentSet large = small == this ? other : this;
        return ofSorted(
                intersectionName,
                Arrays.stream(small.sortedDocuments).filter(large::contains).toArray());
    }

    /** Returns the name of this set. */
    @Override
    public String toString() {
        return name;
    }
}
