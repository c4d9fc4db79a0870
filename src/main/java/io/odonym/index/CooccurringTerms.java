package io.odonym.index;

import io.odonym.index.terms.ForwardIndexReader;
import io.odonym.index.terms.TermCooccurrence;
import io.odonym.index.terms.TermOrdinalSet;

import org.apache.lucene.util.ArrayUtil;

import java.util.Arrays;

/**
 * The tokens that stand beside several keys: those in the documents that hold all the keys, where
 * these documents are few; else those that the {@link TermCooccurrence} of each of the keys have,
 * some of which may find nothing together with them.
 *
 * <p>Who tries hundreds of words next to the same others asks here first which of them may find
 * anything. Good until the next call of {@link IndexLookup#cooccurringTerms}; one thread at a time.
 */
public final class CooccurringTerms {

    /**
     * Looking up one candidate costs about as much as reading the tokens of so many documents
     * (measured: 3 microseconds and 50 nanoseconds).
     */
    private static final int DOCUMENTS_A_CANDIDATE = 50;

    private static final int MOST_DOCUMENTS = 20_000;

    /** Where there are pairs to ask, more documents than this are not worth reading. */
    private static final int MOST_BESIDE_PAIRS = 256;

    private final AddressIndex snapshot;
    private final TermOrdinalSet set;
    private final ForwardIndexReader reader;
    private int[] documents = {};
    private int size;
    private int[] rows = {};
    private boolean byPairs;
    private boolean allRead;

    public CooccurringTerms(AddressIndex snapshot) {
        this.snapshot = snapshot;
        this.set = new TermOrdinalSet(snapshot.dictionary().size());
        this.reader = new ForwardIndexReader(snapshot.forwardIndex());
    }

    /**
     * In how many documents it pays to look for so many candidates.
     *
     * @param pairs whether there are pairs to ask instead
     */
    public static int maxDocuments(int candidates, boolean pairs) {
        return Math.min(
                pairs ? MOST_BESIDE_PAIRS : MOST_DOCUMENTS, candidates * DOCUMENTS_A_CANDIDATE);
    }

    /** The companions in those documents. */
    public CooccurringTerms of(int[] found, int count) {
        if (documents.length < count) {
            documents = new int[ArrayUtil.oversize(count, Integer.BYTES)];
        }
        System.arraycopy(found, 0, documents, 0, count);
        size = count;
        byPairs = false;
        allRead = false;
        return this;
    }

    /** The companions of all those rows of the {@link TermCooccurrence}. */
    public CooccurringTerms of(int[] pairRows) {
        rows = pairRows;
        byPairs = true;
        return this;
    }

    /** Whether the token may stand beside the keys. */
    public boolean contains(int number) {
        if (byPairs) {
            return inRows(number, 0);
        }
        if (!allRead) {
            read(0, Integer.MAX_VALUE);
            allRead = true;
        }
        return set.contains(number)
                || snapshot.bitsetPostings().anyContains(number, documents, size);
    }

    private boolean inRows(int number, int from) {
        for (int i = from; i < rows.length; i++) {
            if (!snapshot.termCooccurrence().contains(rows[i], number)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The tokens from one number up to, but not with, another, ascending: those that begin with a
     * prefix are neighbours in the dictionary.
     */
    public int[] ordinalsBetween(int from, int to) {
        if (byPairs) {
            int[] found = snapshot.termCooccurrence().ordinalsBetween(rows[0], from, to);
            int n = 0;
            for (int number : found) {
                if (inRows(number, 1)) {
                    found[n++] = number;
                }
            }
            return n == found.length ? found : Arrays.copyOf(found, n);
        }
        read(from, to);
        allRead = false;
        for (int number : snapshot.bitsetPostings().ordinals(from, to)) {
            if (snapshot.bitsetPostings().anyContains(number, documents, size)) {
                set.add(number);
            }
        }
        return set.toSortedArray();
    }

    /** Reads the tokens of all documents whose numbers lie between two. */
    private void read(int from, int to) {
        set.clear();
        reader.prefetch(documents, size);
        for (int i = 0; i < size; i++) {
            reader.addTermsTo(set, documents[i], from, to);
        }
    }
}
