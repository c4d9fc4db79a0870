package io.odonym.index.postings;

import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.IndexedTerm;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.store.RandomAccessInput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * The postings of a segment's token field, mapped into memory: the documents that contain each
 * term, and the code of the term's weight in each document (see {@link TokenWeightCode}).
 *
 * <p>A lookup intersects the posting lists of a few terms that have few documents in common.
 * Lucene's own format decodes whole blocks of 256 postings, although a lookup usually needs a
 * single posting of a block. In this format, every posting is a fixed-width integer that is read in
 * place, and a skip table leads close to the target document. {@link TokenPostingsFormat} registers
 * the format with Lucene.
 *
 * <pre>
 *   header   Lucene's index header with the segment's identifier, padded to a multiple of 64 bytes
 *   lists    one list per term, in byte order of the terms, in one of three forms:
 *              rare     postings
 *              common   skip table: for each range of documents, the number of postings before it; postings
 *              dense    bitset of the documents that contain the term, in words of 8 bytes; one code of 1 byte per set bit
 *   starts   terms × 4 bytes: offset of the term's list, in units of 4 bytes
 *   counts   terms × 4 bytes: number of documents that contain the term
 *   texts    (terms + 1) × 4 bytes: offset of the term's text
 *   text     the concatenated terms in UTF-8
 *   wide     for each code that exceeds one byte: term ordinal, document, code          3 × 4 bytes
 *   sizes    numbers of terms, text bytes, wide codes, documents with terms             4 × 4 bytes
 *            number of postings, sum of all codes                                       2 × 8 bytes
 *   footer   Lucene's footer with a checksum
 *
 *   posting  document × 256 + code, 4 bytes; the code is 0 if it exceeds one byte
 * </pre>
 *
 * <p>All numbers outside the header and footer are little-endian. Immutable and thread-safe.
 */
public final class TokenFieldPostings {

    /** The number of low bits of a posting that hold the weight code. */
    static final int CODE_BITS = Byte.SIZE;

    static final int CODE_MASK = (1 << CODE_BITS) - 1;

    /** The largest supported document count. With this limit, no posting has all bits set. */
    static final int MAX_DOCUMENTS = (1 << Integer.SIZE - CODE_BITS) - 1;

    /** The value that a posting stores instead of a weight code that exceeds one byte. */
    static final int WIDE_CODE = 0;

    /**
     * The minimum number of postings in a list with a skip table. Shorter lists fit into about two
     * cache lines.
     */
    static final int MIN_POSTINGS_WITH_SKIP_TABLE = 32;

    /** A skip table has one entry per 8 to 16 postings on average. */
    private static final int MIN_POSTINGS_PER_SKIP_ENTRY = 8;

    /** The result of {@link #skipShift} for a list without a skip table. */
    static final int NO_SKIP_TABLE = Integer.SIZE;

    private final RandomAccessInput lists;
    private final RandomAccessInput starts;
    private final RandomAccessInput counts;
    private final int termCount;
    private final int documentCount;

    /**
     * The keys, in ascending order, of the postings whose weight code exceeds one byte; see {@link
     * #wideKey}.
     */
    private final long[] wideKeys;

    private final int[] wideCodes;

    /**
     * Creates the postings from the sections of a file.
     *
     * @param wide triples of term ordinal, document and code, in ascending order
     */
    TokenFieldPostings(
            RandomAccessInput lists,
            RandomAccessInput starts,
            RandomAccessInput counts,
            int termCount,
            int documentCount,
            int[] wide) {
        this.lists = lists;
        this.starts = starts;
        this.counts = counts;
        this.termCount = termCount;
        this.documentCount = documentCount;
        this.wideKeys = new long[wide.length / 3];
        this.wideCodes = new int[wide.length / 3];
        for (int i = 0; i < wideKeys.length; i++) {
            wideKeys[i] = wideKey(wide[3 * i], wide[3 * i + 1]);
            wideCodes[i] = wide[3 * i + 2];
        }
    }

    private static long wideKey(int ordinal, int document) {
        return (long) ordinal << Integer.SIZE | document;
    }

    /**
     * Returns the postings of a segment's token field.
     *
     * @throws IndexException if the field is missing or does not have the expected postings format
     */
    public static TokenFieldPostings of(LeafReader segment) throws IOException {
        if (segment.terms(IndexSchema.TOKEN_FIELD) instanceof TokenPostingsTerms terms) {
            return terms.postings();
        }
        throw new IndexException("the index is damaged: the token postings are missing");
    }

    /**
     * Returns the number of low bits of a document number that a list's skip table ignores, or
     * {@link #NO_SKIP_TABLE}.
     *
     * @param count the number of postings of the list
     * @param documents the number of documents of the segment
     */
    static int skipShift(int count, int documents) {
        return count < MIN_POSTINGS_WITH_SKIP_TABLE
                ? NO_SKIP_TABLE
                : Long.SIZE
                        - Long.numberOfLeadingZeros(
                                (long) documents * MIN_POSTINGS_PER_SKIP_ENTRY / count);
    }

    /**
     * Returns the number of entries of a skip table. The last entry marks the end of the list.
     *
     * @param shift the result of {@link #skipShift}
     */
    static int skipEntries(int shift, int documents) {
        return shift == NO_SKIP_TABLE ? 0 : (documents - 1 >>> shift) + 2;
    }

    /**
     * Returns the number of terms. Ordinals start at 0 and are assigned in the byte order of the
     * terms.
     */
    int termCount() {
        return termCount;
    }

    /** Returns the number of documents of the segment. */
    int documentCount() {
        return documentCount;
    }

    /** Returns the number of documents that contain a term. */
    int documentCount(int ordinal) throws IOException {
        return counts.readInt((long) ordinal * Integer.BYTES);
    }

    /**
     * Returns the ordinals of the dense terms, in ascending order; see {@link
     * BitsetPostings#isDense}.
     */
    int[] denseOrdinals() throws IOException {
        byte[] bytes = new byte[termCount * Integer.BYTES];
        counts.readBytes(0, bytes, 0, bytes.length);
        IntBuffer documentCounts =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        int[] dense = new int[64];
        int found = 0;
        for (int ordinal = 0; ordinal < termCount; ordinal++) {
            if (BitsetPostings.isDense(documentCounts.get(ordinal), documentCount)) {
                dense = ArrayUtil.grow(dense, found + 1);
                dense[found++] = ordinal;
            }
        }
        return Arrays.copyOf(dense, found);
    }

    /** Returns the offset of a term's list within {@link #lists}, in bytes. */
    long listStart(int ordinal) throws IOException {
        return (starts.readInt((long) ordinal * Integer.BYTES) & 0xFFFF_FFFFL) * Integer.BYTES;
    }

    /**
     * Returns the size of the skip table of a non-dense list, in bytes.
     *
     * @param count the number of postings of the list
     */
    long skipTableBytes(int count) {
        return (long) skipEntries(skipShift(count, documentCount), documentCount) * Integer.BYTES;
    }

    /** Returns the section of the file that contains the posting lists. */
    RandomAccessInput lists() {
        return lists;
    }

    /** Returns the weight code of a posting whose code exceeds one byte. */
    int wideCode(int ordinal, int document) {
        return wideCodes[Arrays.binarySearch(wideKeys, wideKey(ordinal, document))];
    }

    /** Reads the bitset of the documents that contain a dense term. */
    FixedBitSet bits(int ordinal) throws IOException {
        long[] words = new long[FixedBitSet.bits2words(documentCount)];
        byte[] bytes = new byte[words.length * Long.BYTES];
        lists.readBytes(listStart(ordinal), bytes, 0, bytes.length);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return new FixedBitSet(words, documentCount);
    }

    /** Reads the weight codes of a dense term in document order, one byte each. */
    byte[] codes(int ordinal) throws IOException {
        byte[] codes = new byte[documentCount(ordinal)];
        long bits = (long) FixedBitSet.bits2words(documentCount) * Long.BYTES;
        lists.readBytes(listStart(ordinal) + bits, codes, 0, codes.length);
        return codes;
    }

    /**
     * Sets the bit of each document that contains a term.
     *
     * @param term a term that is not dense
     * @param words a bitset with one bit for each document, as 64-bit words
     */
    void setBits(IndexedTerm term, long[] words) throws IOException {
        long at = listStart(term.ordinal()) + skipTableBytes(term.documentCount());
        long end = at + (long) term.documentCount() * Integer.BYTES;
        for (; at < end; at += Integer.BYTES) {
            int document = lists.readInt(at) >>> CODE_BITS;
            words[document >>> 6] |= 1L << document;
        }
    }

    /**
     * Reads all postings of a term, dense or not.
     *
     * @param buffer receives the postings if it is long enough
     * @return an array that starts with the postings; either the buffer or a new, longer array
     */
    int[] readPostings(int ordinal, int[] buffer) throws IOException {
        int count = documentCount(ordinal);
        int[] postings = ArrayUtil.growNoCopy(buffer, count);
        if (BitsetPostings.isDense(count, documentCount)) {
            FixedBitSet bits = bits(ordinal);
            byte[] codes = codes(ordinal);
            int document = -1;
            for (int i = 0; i < count; i++) {
                document = bits.nextSetBit(document + 1);
                postings[i] = document << CODE_BITS | codes[i] & CODE_MASK;
            }
            return postings;
        }
        long first = listStart(ordinal) + skipTableBytes(count);
        for (int i = 0; i < count; i++) {
            postings[i] = lists.readInt(first + (long) i * Integer.BYTES);
        }
        return postings;
    }
}
