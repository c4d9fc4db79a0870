package io.odonym.index.postings;

import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;

import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;

/**
 * A cache of bitsets for recently used terms of medium frequency.
 *
 * <p>Two terms of medium frequency, for example "serre" and "écoles", have few documents in common.
 * Advancing one posting list to each document of the other costs far more than converting one list
 * to a bitset and testing its bits. The lookups of one query use the same terms repeatedly, so the
 * cache keeps the bitsets of a few terms and evicts the least recently used bitset.
 *
 * <p>Not thread-safe.
 */
public final class PostingsBitsetCache {

    /**
     * The number of cached bitsets: enough for the terms of medium frequency in a query and some of
     * its variants.
     */
    private static final int CAPACITY = 6;

    /**
     * The document frequency of a cached term exceeds the document count divided by this number.
     */
    private static final int MIN_DENSITY_DIVISOR = 1024;

    private final TokenFieldPostings postings;
    private final FixedBitSet[] bitsets = new FixedBitSet[CAPACITY];
    private final int[] ordinals = new int[CAPACITY];
    private final long[] lastUses = new long[CAPACITY];
    private long useCount;

    /** Creates an empty cache over the postings of a segment. */
    public PostingsBitsetCache(TokenFieldPostings postings) {
        this.postings = postings;
        Arrays.fill(ordinals, TermDictionary.ABSENT);
    }

    /** Returns the document frequency above which a cached bitset is faster than a posting list. */
    public int frequencyThreshold() {
        return postings.documentCount() / MIN_DENSITY_DIVISOR;
    }

    /**
     * Returns the documents of a term as a bitset. The bitset is valid until it is evicted, that
     * is, until this method has been called for six other terms.
     *
     * @param term a term that is not dense
     */
    FixedBitSet get(IndexedTerm term) throws IOException {
        int ordinal = term.ordinal();
        int oldest = 0;
        for (int i = 0; i < CAPACITY; i++) {
            if (ordinals[i] == ordinal) {
                lastUses[i] = ++useCount;
                return bitsets[i];
            }
            if (lastUses[i] < lastUses[oldest]) {
                oldest = i;
            }
        }
        if (bitsets[oldest] == null) {
            bitsets[oldest] = new FixedBitSet(postings.documentCount());
        } else {
            bitsets[oldest].clear();
        }
        // The entry is marked as unused in case reading the postings fails.
        ordinals[oldest] = TermDictionary.ABSENT;
        postings.setBits(term, bitsets[oldest].getBits());
        ordinals[oldest] = ordinal;
        lastUses[oldest] = ++useCount;
        return bitsets[oldest];
    }
}
