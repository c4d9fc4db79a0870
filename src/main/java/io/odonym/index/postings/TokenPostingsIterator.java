package io.odonym.index.postings;

import io.odonym.index.store.LittleEndian;
import io.odonym.index.terms.IndexedTerm;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.RandomAccessInput;

import java.io.IOException;

/**
 * A forward iterator over the {@link TokenFieldPostings} of a non-dense term, in ascending document
 * order. An iterator can be reused for other terms. Not thread-safe.
 */
public final class TokenPostingsIterator {

    /**
     * The maximum number of postings that are searched by a linear scan instead of a binary search.
     * These postings span at most two cache lines.
     */
    private static final int LINEAR_SCAN = 16;

    /**
     * The number of postings in a batch. The documents of a batch are tested together against the
     * bitsets of other keys.
     */
    private static final int BATCH = 32;

    private static final int NO_NAME_CODE = -1;

    private final TokenFieldPostings postings;
    private final RandomAccessInput lists;
    private int ordinal;
    private int count;
    private int skipShift;
    private long skipTable;
    private long firstPosting;
    private int at;
    private int document;
    private int code;

    private final byte[] batch = new byte[BATCH * Integer.BYTES];

    /** The index of the first posting after the last tested batch. */
    private int batchEnd;

    /**
     * The test results of the batch: one bit per posting, starting at the lowest bit. A bit is set
     * if the document matches.
     */
    private int matches;

    /** The name code used to test the batch, or {@link #NO_NAME_CODE} if no name code was used. */
    private int batchNameCode;

    /** Creates an iterator. Call {@link #reset} before any other method. */
    public TokenPostingsIterator(TokenFieldPostings postings) {
        this.postings = postings;
        this.lists = postings.lists();
    }

    /** Resets the iterator to the first posting of a term. */
    public void reset(IndexedTerm term) throws IOException {
        ordinal = term.ordinal();
        count = term.documentCount();
        skipShift = TokenFieldPostings.skipShift(count, postings.documentCount());
        skipTable = postings.listStart(ordinal);
        firstPosting = skipTable + postings.skipTableBytes(count);
        batchEnd = 0;
        moveTo(0);
    }

    /**
     * Returns the code of the term's weight in the current document; see {@link TokenWeightCode}.
     */
    int code() {
        return code == TokenFieldPostings.WIDE_CODE ? postings.wideCode(ordinal, document) : code;
    }

    /**
     * Advances to the first document at or after a target. Does nothing if the current document is
     * at or after the target.
     *
     * @return the current document, or {@link DocIdSetIterator#NO_MORE_DOCS}
     */
    int advance(int target) throws IOException {
        if (document >= target) {
            return document;
        }
        // The leading iterator of a conjunction usually advances by one posting, so the next
        // posting is tried first.
        if (moveTo(at + 1) >= target) {
            return document;
        }
        int low = at + 1;
        int high = count;
        if (skipShift != TokenFieldPostings.NO_SKIP_TABLE && target < postings.documentCount()) {
            long entry = skipTable + (long) (target >>> skipShift) * Integer.BYTES;
            low = Math.max(low, lists.readInt(entry));
            high = Math.max(low, lists.readInt(entry + Integer.BYTES));
        }
        while (high - low > LINEAR_SCAN) {
            int middle = (low + high) >>> 1;
            if (documentAt(middle) < target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (low < high && documentAt(low) < target) {
            low++;
        }
        return moveTo(low);
    }

    /**
     * Advances to the first document at or after a target that also matches all other keys.
     *
     * <p>Each bit test may be a cache miss. Testing a batch of documents without branches lets the
     * cache misses overlap.
     *
     * @param bitsets the words of the bitset of each key; element 0 belongs to this term and is
     *     ignored
     * @param keys the number of keys, including this term
     * @return the document, or {@link DocIdSetIterator#NO_MORE_DOCS}
     */
    public int advanceToIntersection(int target, long[][] bitsets, int keys) throws IOException {
        advance(target);
        int posting = at;
        while (posting < count) {
            if (posting >= batchEnd || batchNameCode != NO_NAME_CODE) {
                testBatch(posting, bitsets[1]);
            }
            int rest = matches >>> posting - (batchEnd - BATCH);
            if (rest == 0) {
                posting = batchEnd;
                continue;
            }
            posting += Integer.numberOfTrailingZeros(rest);
            moveTo(posting);
            if (isInOthers(bitsets, keys)) {
                return document;
            }
            posting++;
        }
        return moveTo(count);
    }

    /**
     * Advances to the first document at or after a target that contains all keys, but not all of
     * them in its shortest name.
     *
     * @param end the first document after the range to search
     * @param bitsets the words of the bitset of each key; element 0 belongs to this term and is
     *     ignored
     * @param nameBits for each key, the bitset of the documents whose shortest name contains the
     *     key, as 64-bit words; element 0 is ignored
     * @param keys the number of keys, including this term
     * @param nameCode the code of a term's weight in the shortest name, which is the same for all
     *     documents of the range
     * @return the document; if there is none, {@code end}, and the iterator does not move
     */
    public int advanceOutsideName(
            int target, int end, long[][] bitsets, long[][] nameBits, int keys, int nameCode)
            throws IOException {
        int before = at;
        int posting = advance(target) < end ? at : count;
        while (posting < count) {
            if (posting >= batchEnd || batchNameCode != nameCode) {
                if (documentAt(posting) >= end) {
                    break;
                }
                testBatchOutsideName(posting, bitsets, nameBits, keys, nameCode);
            }
            int rest = matches >>> posting - (batchEnd - BATCH);
            if (rest != 0) {
                if (moveTo(posting + Integer.numberOfTrailingZeros(rest)) < end) {
                    return document;
                }
                break;
            }
            posting = batchEnd;
        }
        moveTo(before);
        return end;
    }

    /** Tests which documents of the next batch are contained in a bitset. */
    private void testBatch(int from, long[] words) throws IOException {
        int result = 0;
        for (int offset = readBatch(from); offset >= 0; offset -= Integer.BYTES) {
            int one = LittleEndian.readInt(batch, offset) >>> TokenFieldPostings.CODE_BITS;
            result = result << 1 | (int) (words[one >>> 6] >>> one & 1);
        }
        matches = result;
        batchNameCode = NO_NAME_CODE;
    }

    /**
     * Tests which documents of the next batch contain all keys, but not all of them in the shortest
     * name.
     */
    private void testBatchOutsideName(
            int from, long[][] bitsets, long[][] nameBits, int keys, int nameCode)
            throws IOException {
        int result = 0;
        for (int offset = readBatch(from); offset >= 0; offset -= Integer.BYTES) {
            int posting = LittleEndian.readInt(batch, offset);
            int one = posting >>> TokenFieldPostings.CODE_BITS;
            long all = 1L << one;
            long inName = (posting & TokenFieldPostings.CODE_MASK) == nameCode ? all : 0;
            for (int i = 1; i < keys; i++) {
                all &= bitsets[i][one >>> 6];
                inName &= nameBits[i][one >>> 6];
            }
            result = result << 1 | (all != inName ? 1 : 0);
        }
        matches = result;
        batchNameCode = nameCode;
    }

    /**
     * Reads the next batch of postings.
     *
     * @return the offset of the last posting of the batch, in bytes
     */
    private int readBatch(int from) throws IOException {
        int bytes = Math.min(BATCH, count - from) * Integer.BYTES;
        lists.readBytes(firstPosting + (long) from * Integer.BYTES, batch, 0, bytes);
        batchEnd = from + BATCH;
        return bytes - Integer.BYTES;
    }

    /**
     * Returns whether the bitsets of all keys after the second one contain the current document.
     */
    private boolean isInOthers(long[][] bitsets, int keys) {
        for (int i = 2; i < keys; i++) {
            if ((bitsets[i][document >>> 6] >>> document & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private int moveTo(int posting) throws IOException {
        at = posting;
        if (posting >= count) {
            document = DocIdSetIterator.NO_MORE_DOCS;
        } else {
            int read = lists.readInt(firstPosting + (long) posting * Integer.BYTES);
            document = read >>> TokenFieldPostings.CODE_BITS;
            code = read & TokenFieldPostings.CODE_MASK;
        }
        return document;
    }

    private int documentAt(int posting) throws IOException {
        return lists.readInt(firstPosting + (long) posting * Integer.BYTES)
                >>> TokenFieldPostings.CODE_BITS;
    }
}
