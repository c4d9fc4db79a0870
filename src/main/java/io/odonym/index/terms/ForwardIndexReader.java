package io.odonym.index.terms;

import org.apache.lucene.util.ArrayUtil;

/** Decodes the terms of documents from the {@link ForwardIndex}. Not thread-safe. */
public final class ForwardIndexReader {

    private final ForwardIndex index;
    private byte[] buffer = new byte[128];

    /** Stores the result of a prefetch so that the compiler does not remove the reads. */
    private int prefetched;

    /** Creates a reader of a forward index. */
    public ForwardIndexReader(ForwardIndex index) {
        this.index = index;
    }

    /**
     * Prefetches the terms of several documents into the processor cache, so that the cache misses
     * overlap.
     *
     * @param documents an array that starts with the documents to prefetch
     * @param count the number of documents to prefetch
     */
    public void prefetch(int[] documents, int count) {
        prefetched = index.prefetch(documents, count);
    }

    /**
     * Adds the ordinals of a document's terms to a set if they are within a range. Dense terms are
     * not added, because the forward index does not contain them.
     *
     * @param terms the set to add to
     * @param from the first ordinal of the range
     * @param to the first ordinal after the range
     */
    public void addTermsTo(TermOrdinalSet terms, int document, int from, int to) {
        int end = index.termBytes(document);
        buffer = ArrayUtil.grow(buffer, end);
        index.copyTerms(document, buffer);
        int ordinal = 0;
        int offset = 0;
        while (offset < end && ordinal < to) {
            int next = buffer[offset++];
            int delta = next & 0x7F;
            for (int shift = 7; next < 0; shift += 7) {
                next = buffer[offset++];
                delta |= (next & 0x7F) << shift;
            }
            ordinal += delta;
            if (ordinal >= from && ordinal < to) {
                terms.add(ordinal);
            }
        }
    }
}
