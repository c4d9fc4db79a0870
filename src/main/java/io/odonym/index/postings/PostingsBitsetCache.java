package io.odonym.index.postings;

import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;

import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;

/**
 * Postings of tokens that are neither rare nor dense, unpacked into a bit for each document.
 *
 * <p>Two such tokens ("serre", "écoles") share few documents, and moving on in one list to each
 * document of the other costs a hundred nanoseconds a time. Unpacking one of them costs two
 * nanoseconds a document, and asking its bits next to nothing. The tokens of one query are looked
 * up again and again, so the last few stay unpacked. One thread at a time.
 */
public final class PostingsBitsetCache {

    /** The words of a query that are of this kind, and some neighbours. */
    private static final int KEPT = 6;

    /** Lists from one in so many documents on are unpacked. */
    private static final int ONE_IN = 1024;

    private final TokenPostings postings;
    private final FixedBitSet[] sets = new FixedBitSet[KEPT];
    private final int[] tokens = new int[KEPT];
    private final long[] used = new long[KEPT];
    private long clock;

    public PostingsBitsetCache(TokenPostings postings) {
        this.postings = postings;
        Arrays.fill(tokens, TermDictionary.ABSENT);
    }

    /** Lists of more documents than this are worth it. */
    public int worthFrom() {
        return postings.documents() / ONE_IN;
    }

    /** The documents of a token as bits, good until as many others were asked for as are kept. */
    FixedBitSet of(IndexedTerm term) throws IOException {
        int token = term.ordinal();
        int oldest = 0;
        for (int i = 0; i < KEPT; i++) {
            if (tokens[i] == token) {
                used[i] = ++clock;
                return sets[i];
            }
            if (used[i] < used[oldest]) {
                oldest = i;
            }
        }
        if (sets[oldest] == null) {
            sets[oldest] = new FixedBitSet(postings.documents());
        } else {
            sets[oldest].clear();
        }
        // Not yet the token's, should its postings fail to be read.
        tokens[oldest] = TermDictionary.ABSENT;
        postings.unpack(term, sets[oldest].getBits());
        tokens[oldest] = token;
        used[oldest] = ++clock;
        return sets[oldest];
    }
}
