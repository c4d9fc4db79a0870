package io.odonym.index.postings;

import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;

/**
 * A forward iterator over the documents of one lookup key, in ascending order. A key is either a
 * term, stored as a posting list or a bitset, or a set of documents.
 *
 * <p>An iterator and its buffers are reused between lookups. Not thread-safe.
 */
public final class PostingsIterator {

    private static final int[] NO_DOCUMENTS = {};

    /** The representation of the key's documents. */
    private enum Kind {
        POSTINGS,
        CACHED_BITSET,
        DENSE_TERM,
        SET_BITSET,
        SET_LIST
    }

    private final TokenPostingsIterator postings;
    private Kind kind = Kind.SET_LIST;
    private TermBitsetPostings dense;
    private FixedBitSet bits = new FixedBitSet(0);
    private int[] sorted = NO_DOCUMENTS;
    private int at;
    private double maxWeightOutsideName;

    PostingsIterator(TokenFieldPostings postings) {
        this.postings = new TokenPostingsIterator(postings);
    }

    /**
     * Resets the iterator to the posting list of a term.
     *
     * @param maxOutsideName the term's maximum weight in fields other than the name
     */
    void reset(IndexedTerm term, double maxOutsideName) throws IOException {
        kind = Kind.POSTINGS;
        postings.reset(term);
        maxWeightOutsideName = maxOutsideName;
    }

    /**
     * Resets the iterator to the cached bitset of a term. Only weights are read from the posting
     * list.
     *
     * @param cached the documents of the term
     * @param maxOutsideName the term's maximum weight in fields other than the name
     */
    void reset(IndexedTerm term, FixedBitSet cached, double maxOutsideName) throws IOException {
        reset(term, maxOutsideName);
        kind = Kind.CACHED_BITSET;
        bits = cached;
    }

    /**
     * Resets the iterator to the bitset of a dense term.
     *
     * @param maxOutsideName the term's maximum weight in fields other than the name
     */
    void reset(TermBitsetPostings term, double maxOutsideName) {
        kind = Kind.DENSE_TERM;
        dense = term;
        bits = term.bits();
        maxWeightOutsideName = maxOutsideName;
    }

    /** Resets the iterator to the documents of a set. */
    void reset(DocumentSet set) {
        kind = set.isDense() ? Kind.SET_BITSET : Kind.SET_LIST;
        bits = set.bits();
        sorted = set.sortedDocuments();
        at = 0;
        maxWeightOutsideName = 1;
    }

    /**
     * Advances to the first document of the key that is at or after a target.
     *
     * @param target the first document to consider; must not be smaller than in an earlier call
     * @return the document, or {@link DocIdSetIterator#NO_MORE_DOCS}
     */
    public int advance(int target) throws IOException {
        switch (kind) {
            case POSTINGS:
                return postings.advance(target);
            case SET_LIST:
                while (at < sorted.length && sorted[at] < target) {
                    at++;
                }
                return at < sorted.length ? sorted[at] : DocIdSetIterator.NO_MORE_DOCS;
            default:
                return target < bits.length()
                        ? bits.nextSetBit(target)
                        : DocIdSetIterator.NO_MORE_DOCS;
        }
    }

    /**
     * Advances to a target, and returns whether the key contains it. Faster than {@link #advance}
     * if the key is stored as a bitset.
     *
     * @param target the document to test; must not be smaller than in an earlier call
     */
    public boolean advanceExact(int target) throws IOException {
        return kind == Kind.POSTINGS || kind == Kind.SET_LIST
                ? advance(target) == target
                : target < bits.length() && bits.get(target);
    }

    /**
     * Advances a posting list to the first document at or after a target that also matches all
     * other keys; see {@link TokenPostingsIterator#advanceToIntersection}.
     *
     * @param target the first document to consider; must not be smaller than in an earlier call
     * @param bitsets for each key, the 64-bit words of its bitset; element 0 belongs to this key
     *     and is ignored
     * @param count the number of keys, including this one
     */
    public int advanceToIntersection(int target, long[][] bitsets, int count) throws IOException {
        return postings.advanceToIntersection(target, bitsets, count);
    }

    /**
     * Advances a posting list to the first document at or after a target that contains all keys,
     * but not all of them in its shortest name; see {@link
     * TokenPostingsIterator#advanceOutsideName}.
     */
    public int advanceOutsideName(
            int target, int end, long[][] bitsets, long[][] nameBits, int count, int nameCode)
            throws IOException {
        return postings.advanceOutsideName(target, end, bitsets, nameBits, count, nameCode);
    }

    /** Returns whether the documents are read from a posting list. */
    public boolean isPostings() {
        return kind == Kind.POSTINGS;
    }

    /** Returns whether the documents are read from a bitset; see {@link #bits}. */
    public boolean isBitset() {
        return kind != Kind.POSTINGS && kind != Kind.SET_LIST;
    }

    /** Returns whether the key is a dense term; see {@link BitsetPostings}. */
    public boolean isDense() {
        return kind == Kind.DENSE_TERM;
    }

    /**
     * Returns the bitset of the documents whose shortest name contains the term, as 64-bit words.
     * Valid only for a dense term.
     */
    public long[] nameBits() {
        return dense.nameBits().getBits();
    }

    /**
     * Returns the bitset of the key's documents, as 64-bit words. Valid only if {@link #isBitset}
     * returns true.
     */
    public long[] bits() {
        return bits.getBits();
    }

    /**
     * Returns the weight code of the current document, or 0 if the key is not a posting list. A
     * posting list can be read only forward, so callers keep the code and pass it to {@link
     * #weight} later.
     */
    public int code() {
        return kind == Kind.POSTINGS ? postings.code() : 0;
    }

    /**
     * Returns the weight of the key in a document that contains it. The weight of a document set is
     * 1, as in the Redis command ZINTERSTORE. Documents must be passed in ascending order.
     *
     * @param code the result of {@link #code} at that document
     * @param importance the document's importance
     * @param nameWeight the weight of a term in the document's shortest name
     */
    public double weight(int document, int code, double importance, double nameWeight)
            throws IOException {
        return switch (kind) {
            case POSTINGS -> TokenWeightCode.weight(code, importance);
            case CACHED_BITSET -> {
                postings.advance(document);
                yield TokenWeightCode.weight(postings.code(), importance);
            }
            case DENSE_TERM ->
                    dense.isInShortestName(document)
                            ? nameWeight
                            : TokenWeightCode.weight(dense.codeOutsideName(document), importance);
            default -> 1;
        };
    }

    /**
     * Returns an upper bound for the key's weight in the current document, without looking up the
     * weight code.
     *
     * @param importance an upper bound for the document's importance
     * @param nameWeight the weight of a term in the document's shortest name at that importance
     */
    public double maxWeight(int document, double importance, double nameWeight) {
        return switch (kind) {
            case POSTINGS -> TokenWeightCode.weight(postings.code(), importance);
            case DENSE_TERM ->
                    dense.isInShortestName(document)
                            ? nameWeight
                            : dense.blockMaxWeightOutsideName(document, importance);
            default -> Math.max(nameWeight, maxWeightOutsideName);
        };
    }

    /**
     * Returns an upper bound for a term's weight in those documents of a block whose shortest name
     * does not contain the term.
     *
     * @param document any document of the block; see {@link TermBitsetPostings#blockEnd}
     * @param importance an upper bound for the importance of the block's documents
     */
    public double blockMaxWeightOutsideName(int document, double importance) {
        return kind == Kind.DENSE_TERM
                ? dense.blockMaxWeightOutsideName(document, importance)
                : maxWeightOutsideName;
    }

    /**
     * Returns an upper bound for the key's weight in all documents whose shortest name does not
     * contain the key.
     */
    public double maxWeightOutsideName() {
        return maxWeightOutsideName;
    }
}
