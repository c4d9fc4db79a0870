package io.odonym.index;

import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;

/**
 * A place in the documents of one key, moving forward.
 *
 * <p>The few dozen tokens that more than one document in 64 holds ("rue", "de") have a bit for each
 * document besides their postings: asking a bit takes a nanosecond where moving on in the postings
 * takes fifty, and most documents asked about are no match. The postings follow only to a match,
 * for the weight. Reused from lookup to lookup, with the buffers of its postings.
 */
final class Cursor {

    private static final FixedBitSet NO_BITS = new FixedBitSet(0);
    private static final int[] NO_DOCUMENTS = {};

    private PostingsEnum reused;
    private PostingsEnum postings;
    private FixedBitSet bits = NO_BITS;
    private int[] sorted = NO_DOCUMENTS;
    private int at;
    private boolean token;
    private double largestElsewhere;

    /** Starts on a token's documents, at whose term the given terms stand. */
    void start(TermsEnum terms, FixedBitSet denseOrEmpty, double elsewhere) throws IOException {
        reused = terms.postings(reused, PostingsEnum.FREQS);
        postings = reused;
        bits = denseOrEmpty;
        sorted = NO_DOCUMENTS;
        token = true;
        largestElsewhere = elsewhere;
    }

    /** Starts on a set of documents. */
    void start(DocumentSet set) {
        bits = set.isDense() ? set.bits() : NO_BITS;
        sorted = set.sorted();
        at = 0;
        token = false;
        largestElsewhere = 1;
    }

    /** The first document at or after the given one, which must not be before an earlier one. */
    int reach(int document) throws IOException {
        if (bits.length() > 0) {
            return document < bits.length()
                    ? bits.nextSetBit(document)
                    : DocIdSetIterator.NO_MORE_DOCS;
        }
        if (token) {
            return postings.docID() < document ? postings.advance(document) : postings.docID();
        }
        while (at < sorted.length && sorted[at] < document) {
            at++;
        }
        return at < sorted.length ? sorted[at] : DocIdSetIterator.NO_MORE_DOCS;
    }

    /**
     * The weight of the key in a document that holds it: 1 for a set, as Redis counts it
     * (ZINTERSTORE).
     */
    double weight(int document, double importance) throws IOException {
        if (!token) {
            return 1;
        }
        if (postings.docID() < document) {
            postings.advance(document);
        }
        return Boost.weight(postings.freq(), importance);
    }

    /** The most that {@link #weight} may be in a document whose name does not hold the key. */
    double largestElsewhere() {
        return largestElsewhere;
    }
}
