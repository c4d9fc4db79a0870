package io.odonym.index.terms;

import org.apache.lucene.util.ArrayUtil;

/** Reads the tokens of documents from the {@link ForwardIndex}. One thread at a time. */
public final class ForwardIndexReader {

    private final ForwardIndex table;
    private byte[] bytes = new byte[128];
    private int touched;

    public ForwardIndexReader(ForwardIndex table) {
        this.table = table;
    }

    /** Brings the tokens of some documents near the processor, all at once. */
    public void prefetch(int[] documents, int count) {
        touched = table.prefetch(documents, count);
    }

    /**
     * Adds to a set those tokens of a document, dense ones aside, whose numbers lie from one up to,
     * but not with, another.
     */
    public void addTermsTo(TermOrdinalSet set, int document, int from, int to) {
        int end = table.tokenBytes(document);
        bytes = ArrayUtil.grow(bytes, end);
        table.copyTokens(document, bytes);
        int number = 0;
        int at = 0;
        while (at < end && number < to) {
            int part = bytes[at++];
            int delta = part & 0x7F;
            for (int shift = 7; part < 0; shift += 7) {
                part = bytes[at++];
                delta |= (part & 0x7F) << shift;
            }
            number += delta;
            if (number >= from && number < to) {
                set.add(number);
            }
        }
    }
}
