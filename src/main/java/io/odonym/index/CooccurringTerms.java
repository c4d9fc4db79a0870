package io.odonym.index;

import io.odonym.index.terms.CooccurrenceTable;
import io.odonym.index.terms.ForwardIndexReader;
import io.odonym.index.terms.TermOrdinalSet;

import org.apache.lucene.util.ArrayUtil;

import java.util.Arrays;

/**
 * The terms that co-occur with several given keys. Collectors check hundreds of candidate terms
 * against this set, to skip terms that occur in no document together with the keys.
 *
 * <p>The terms come from one of two sources:
 *
 * <ul>
 *   <li>If few documents contain all keys: the terms of these documents, from the forward index.
 *       The set is exact.
 *   <li>Otherwise: the terms that each key co-occurs with, from the {@link CooccurrenceTable}
 *       table. The set may contain terms that occur in no document together with all keys.
 * </ul>
 *
 * <p>Not thread-safe. Each {@link IndexLookup} reuses one instance, which is valid until the next
 * call of {@link IndexLookup#cooccurringTerms}.
 */
public final class CooccurringTerms {

    /**
     * The number of documents whose terms can be read in the time that one posting list lookup
     * takes. Measured times: 50 ns per document and 3 µs per lookup.
     */
    private static final int DOCUMENTS_PER_CANDIDATE = 50;

    private static final int MAX_DOCUMENTS = 20_000;

    /** The maximum number of documents whose terms are read if a co-occurrence row exists. */
    private static final int MAX_DOCUMENTS_WITH_ROWS = 256;

    private final AddressIndex index;
    private final TermOrdinalSet ordinals;
    private final ForwardIndexReader reader;
    private int[] documents = {};
    private int documentCount;
    private int[] rows = {};

    /** Whether the terms come from the co-occurrence table instead of the forward index. */
    private boolean fromRows;

    /**
     * Whether {@link #ordinals} contains all terms of the documents, and not only a range of terms.
     */
    private boolean allRead;

    CooccurringTerms(AddressIndex index) {
        this.index = index;
        this.ordinals = new TermOrdinalSet(index.dictionary().size());
        this.reader = new ForwardIndexReader(index.forwardIndex());
    }

    /**
     * Returns the maximum number of documents for which reading the terms is cheaper than looking
     * up the candidates one by one.
     *
     * @param candidateCount the number of candidate terms
     * @param hasRows whether a row of the co-occurrence table exists for any of the keys
     */
    static int maxDocuments(int candidateCount, boolean hasRows) {
        return Math.min(
                hasRows ? MAX_DOCUMENTS_WITH_ROWS : MAX_DOCUMENTS,
                candidateCount * DOCUMENTS_PER_CANDIDATE);
    }

    /** Resets this set to the terms of the first {@code count} documents of an array. */
    CooccurringTerms resetToDocuments(int[] newDocuments, int count) {
        if (documents.length < count) {
            documents = new int[ArrayUtil.oversize(count, Integer.BYTES)];
        }
        System.arraycopy(newDocuments, 0, documents, 0, count);
        documentCount = count;
        fromRows = false;
        allRead = false;
        return this;
    }

    /** Resets this set to the terms that are in all given rows of the co-occurrence table. */
    CooccurringTerms resetToRows(int[] newRows) {
        rows = newRows;
        fromRows = true;
        return this;
    }

    /** Returns whether this set contains the term with the given ordinal. */
    public boolean contains(int ordinal) {
        if (fromRows) {
            return isInRows(ordinal, 0);
        }
        if (!allRead) {
            readTerms(0, Integer.MAX_VALUE);
            allRead = true;
        }
        return ordinals.contains(ordinal)
                || index.bitsetPostings().anyContains(ordinal, documents, documentCount);
    }

    private boolean isInRows(int ordinal, int firstRow) {
        for (int i = firstRow; i < rows.length; i++) {
            if (!index.termCooccurrence().contains(rows[i], ordinal)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the ordinals of this set that lie within a range, in ascending order. The ordinals of
     * all terms with a common prefix form such a range.
     *
     * @param from the first ordinal of the range
     * @param to the ordinal after the last one of the range
     */
    public int[] ordinalsBetween(int from, int to) {
        if (fromRows) {
            int[] found = index.termCooccurrence().ordinalsBetween(rows[0], from, to);
            int n = 0;
            for (int ordinal : found) {
                if (isInRows(ordinal, 1)) {
                    found[n++] = ordinal;
                }
            }
            return n == found.length ? found : Arrays.copyOf(found, n);
        }
        readTerms(from, to);
        allRead = false;
        for (int ordinal : index.bitsetPostings().ordinals(from, to)) {
            if (index.bitsetPostings().anyContains(ordinal, documents, documentCount)) {
                ordinals.add(ordinal);
            }
        }
        return ordinals.toSortedArray();
    }

    /** Reads those terms of all documents whose ordinals lie within a range, except dense terms. */
    private void readTerms(int from, int to) {
        ordinals.clear();
        reader.prefetch(documents, documentCount);
        for (int i = 0; i < documentCount; i++) {
            reader.addTermsTo(ordinals, documents[i], from, to);
        }
    }
}
