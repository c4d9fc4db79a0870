package io.odonym.index.postings;

import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;

/**
 * A place in the documents of one key, moving forward: in the postings of a token, in the bits of a
 * dense one, or in a set of documents. Reused from lookup to lookup, with the buffers of its
 * postings.
 */
public final class PostingsIterator {

    private static final int[] NO_DOCUMENTS = {};

    /** What the cursor moves in. */
    private enum Kind {
        POSTINGS,
        UNPACKED_POSTINGS,
        DENSE_TOKEN,
        BITS,
        LIST
    }

    private final TokenPostingsIterator postings;
    private Kind kind = Kind.LIST;
    private BitsetPostings.Token dense;
    private FixedBitSet bits = new FixedBitSet(0);
    private int[] sorted = NO_DOCUMENTS;
    private int at;
    private double largestElsewhere;

    PostingsIterator(TokenPostings postings) {
        this.postings = new TokenPostingsIterator(postings);
    }

    /** Starts on a token's postings. */
    void start(IndexedTerm term, double elsewhere) throws IOException {
        kind = Kind.POSTINGS;
        postings.start(term);
        largestElsewhere = elsewhere;
    }

    /**
     * Starts on a token's postings, unpacked into bits; the postings themselves are asked for
     * weights only.
     */
    void start(IndexedTerm term, FixedBitSet unpacked, double elsewhere) throws IOException {
        start(term, elsewhere);
        kind = Kind.UNPACKED_POSTINGS;
        bits = unpacked;
    }

    /** Starts on a dense token's documents. */
    void start(BitsetPostings.Token token, double elsewhere) {
        kind = Kind.DENSE_TOKEN;
        dense = token;
        bits = token.bits();
        largestElsewhere = elsewhere;
    }

    /** Starts on a set of documents. */
    void start(DocumentSet set) {
        kind = set.isDense() ? Kind.BITS : Kind.LIST;
        bits = set.bits();
        sorted = set.sortedDocuments();
        at = 0;
        largestElsewhere = 1;
    }

    /** The first document at or after the given one, which must not be before an earlier one. */
    public int reach(int document) throws IOException {
        switch (kind) {
            case POSTINGS:
                return postings.reach(document);
            case LIST:
                while (at < sorted.length && sorted[at] < document) {
                    at++;
                }
                return at < sorted.length ? sorted[at] : DocIdSetIterator.NO_MORE_DOCS;
            default:
                return document < bits.length()
                        ? bits.nextSetBit(document)
                        : DocIdSetIterator.NO_MORE_DOCS;
        }
    }

    /**
     * The same of those documents that the bits of all others hold.
     *
     * @param words of the followers, from place 1 on
     * @param count one more than there are followers
     */
    public int reachHeld(int document, long[][] words, int count) throws IOException {
        return postings.reachHeld(document, words, count);
    }

    /**
     * The same, before an end, but of those that do not hold this key and all others in the
     * shortest name; see {@link TokenPostingsIterator#reachElsewhere}.
     */
    public int reachElsewhere(
            int document, int end, long[][] words, long[][] named, int count, int nameCode)
            throws IOException {
        return postings.reachElsewhere(document, end, words, named, count, nameCode);
    }

    /** Whether the cursor moves in postings. */
    public boolean isPostings() {
        return kind == Kind.POSTINGS;
    }

    /** Whether the cursor moves in bits, one for each document. */
    public boolean isBits() {
        return kind != Kind.POSTINGS && kind != Kind.LIST;
    }

    /** Whether the key is a dense token. */
    public boolean isDense() {
        return kind == Kind.DENSE_TOKEN;
    }

    /** Of a dense token: a bit for each document whose shortest name holds it. */
    public long[] namedBits() {
        return dense.named().getBits();
    }

    /** The bits it moves in. */
    public long[] bits() {
        return bits.getBits();
    }

    /**
     * What {@link #weight} must be told of the document where the cursor stands, since postings do
     * not go back; 0 where it needs nothing.
     */
    public int code() {
        return kind == Kind.POSTINGS ? postings.code() : 0;
    }

    /**
     * The weight of the key in a document that holds it: 1 for a set, as Redis counts it
     * (ZINTERSTORE). To be asked in ascending order of documents.
     *
     * @param code what {@link #code} gave there
     * @param inName the weight of a token in the document's shortest name
     */
    public double weight(int document, int code, double importance, double inName)
            throws IOException {
        return switch (kind) {
            case POSTINGS -> TokenWeight.weight(code, importance);
            case UNPACKED_POSTINGS -> {
                postings.reach(document);
                yield TokenWeight.weight(postings.code(), importance);
            }
            case DENSE_TOKEN ->
                    dense.isNamed(document)
                            ? inName
                            : TokenWeight.weight(dense.code(document), importance);
            default -> 1;
        };
    }

    /**
     * No less than the weight of the key in the document where the cursor stands, without looking
     * for it.
     *
     * @param importance no less than the document's
     * @param inName the weight of a token in the document's shortest name
     */
    public double ceiling(int document, double importance, double inName) {
        return switch (kind) {
            case POSTINGS -> TokenWeight.weight(postings.code(), importance);
            case DENSE_TOKEN ->
                    dense.isNamed(document) ? inName : dense.ceilingElsewhere(document, importance);
            default -> Math.max(inName, largestElsewhere);
        };
    }

    /**
     * Of a token: no less than its weight in those documents of a block whose shortest name does
     * not hold it; see {@link BitsetPostings#blockEnd}.
     */
    public double ceilingElsewhere(int document, double importance) {
        return kind == Kind.DENSE_TOKEN
                ? dense.ceilingElsewhere(document, importance)
                : largestElsewhere;
    }

    /** The most that {@link #weight} may be in a document whose name does not hold the key. */
    public double largestElsewhere() {
        return largestElsewhere;
    }
}
