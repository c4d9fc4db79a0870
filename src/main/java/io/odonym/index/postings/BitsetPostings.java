package io.odonym.index.postings;

import io.odonym.index.store.IndexException;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.IntOrdinalMap;
import io.odonym.index.terms.TermDictionary;

import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The dense terms of an index as bitsets on the heap. A term is dense if more than one document in
 * 64 contains it.
 *
 * <p>An index has a few dozen dense terms, such as "rue" and "de", and most queries contain some of
 * them. Testing a bit is much cheaper than advancing in a posting list. A dense term is loaded on
 * first use, so that opening an index stays fast.
 *
 * <p>Thread-safe.
 */
public final class BitsetPostings {

    /**
     * A term is dense if its document frequency exceeds the document count divided by this number.
     */
    static final int DENSE_DIVISOR = 64;

    private final TokenFieldPostings postings;
    private final NameLengthRanges ranges;

    /** The ordinals of the dense terms, in ascending order. */
    private final int[] ordinals;

    /**
     * The dense terms, in the order of {@link #ordinals}. An element is null until its term is
     * loaded.
     */
    private final AtomicReferenceArray<TermBitsetPostings> terms;

    private final IntOrdinalMap slots;

    private BitsetPostings(TokenFieldPostings postings, NameLengthRanges ranges, int[] ordinals) {
        this.postings = postings;
        this.ranges = ranges;
        this.ordinals = ordinals;
        this.terms = new AtomicReferenceArray<>(ordinals.length);
        this.slots = new IntOrdinalMap(ordinals);
    }

    /** Finds the dense terms of a segment, without loading their bitsets. */
    public static BitsetPostings of(TokenFieldPostings postings, NameLengthRanges ranges)
            throws IOException {
        return new BitsetPostings(postings, ranges, postings.denseOrdinals());
    }

    /**
     * Returns whether a term is dense.
     *
     * @param documentFrequency the number of documents that contain the term
     * @param documentCount the number of documents of the segment
     */
    public static boolean isDense(int documentFrequency, int documentCount) {
        return documentFrequency > documentCount / DENSE_DIVISOR;
    }

    /**
     * Returns the bitsets of a term, or an empty optional if the term is not dense.
     *
     * @throws IndexException if the postings cannot be read
     */
    public Optional<TermBitsetPostings> find(IndexedTerm term) {
        return isDense(term.documentCount(), postings.documentCount())
                ? term(slots.get(term.ordinal())).asOptional()
                : Optional.empty();
    }

    private TermBitsetPostings term(int slot) {
        TermBitsetPostings loaded = terms.getAcquire(slot);
        return loaded != null ? loaded : load(slot);
    }

    /**
     * Loads a term. If several threads load the same term, all of them return the instance that was
     * stored first.
     */
    private TermBitsetPostings load(int slot) {
        try {
            terms.compareAndSet(
                    slot, null, TermBitsetPostings.read(postings, ranges, ordinals[slot]));
            return terms.get(slot);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /**
     * Loads all dense terms that are not loaded yet.
     *
     * @throws IndexException if the postings cannot be read
     */
    public void loadAll() {
        for (int slot = 0; slot < ordinals.length; slot++) {
            term(slot);
        }
    }

    /**
     * Returns whether a term is dense and at least one of the given documents contains it.
     *
     * @param ordinal the ordinal of a term, dense or not
     * @param documents an array that starts with the documents to test
     * @param count the number of documents to test
     */
    public boolean anyContains(int ordinal, int[] documents, int count) {
        int slot = slots.get(ordinal);
        if (slot != IntOrdinalMap.NOT_FOUND) {
            FixedBitSet bits = term(slot).bits();
            for (int i = 0; i < count; i++) {
                if (bits.get(documents[i])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns the dense terms in ascending order of their document frequencies. */
    public List<IndexedTerm> terms(TermDictionary dictionary) {
        return Arrays.stream(ordinals)
                .mapToObj(dictionary::term)
                .sorted(ConjunctionClause.RAREST_FIRST)
                .toList();
    }

    /**
     * Returns the ordinals of the dense terms in a range, in ascending order.
     *
     * @param from the first ordinal of the range
     * @param to the first ordinal after the range
     */
    public int[] ordinals(int from, int to) {
        int first = Arrays.binarySearch(ordinals, from);
        int after = Arrays.binarySearch(ordinals, to);
        return Arrays.copyOfRange(
                ordinals, first < 0 ? -first - 1 : first, after < 0 ? -after - 1 : after);
    }

    /** Returns the heap size of the loaded terms in bytes. */
    public long sizeInBytes() {
        long bytes = 0;
        for (int slot = 0; slot < ordinals.length; slot++) {
            TermBitsetPostings loaded = terms.get(slot);
            bytes += loaded == null ? 0 : loaded.sizeInBytes();
        }
        return bytes;
    }
}
