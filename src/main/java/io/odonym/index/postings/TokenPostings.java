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
 * The postings of the tokens of a segment, mapped into memory: which documents hold a token, and
 * the code of its weight in each (see {@link TokenWeight}).
 *
 * <p>Lucene's own are packed in blocks of 256 of which each is unpacked as a whole. A search moves
 * in the postings of a few tokens that meet in a few documents, most often one in each block; here
 * a posting is a number that is read where it stands, and a table leads near it. By {@link
 * TokenFormat} they are a segment's postings like Lucene's own.
 *
 * <pre>
 *   header   Lucene's, with the segment's identifier; filled up to a multiple of 64 bytes
 *   lists    of each token, in byte order of the tokens, one of these:
 *              rare     postings
 *              common   a table that says, of each so many documents, how many postings are before them; postings
 *              dense    a bit for each document that holds the token, 8 bytes for 64; a code for each of these, 1 byte
 *   starts   tokens × 4 bytes: where the token's list starts, in units of 4 bytes
 *   counts   tokens × 4 bytes: how many documents hold the token
 *   texts    (tokens + 1) × 4 bytes: where the token's text starts
 *   text     the tokens in UTF-8, one behind another
 *   wide     of each code that does not fit a byte: token, document, code                 3 × 4 bytes
 *   sizes    tokens, bytes of text, wide codes, documents with any token                  4 × 4 bytes
 *            postings, sum of codes                                                       2 × 8 bytes
 *   footer   Lucene's, with a checksum
 *
 *   posting  document × 256 + code, 4 bytes; the code is 0 where it does not fit
 * </pre>
 *
 * <p>Numbers are little-endian. Immutable, for any number of threads.
 */
public final class TokenPostings {

    /** Of a posting, the lower ones. */
    static final int CODE_BITS = Byte.SIZE;

    static final int CODE_MASK = (1 << CODE_BITS) - 1;

    /** Documents are numbered below this, so that no posting has all its bits set. */
    static final int MOST_DOCUMENTS = (1 << Integer.SIZE - CODE_BITS) - 1;

    /** Stands for a code that does not fit. */
    static final int WIDE = 0;

    /** Where lists begin to have a table: so many postings lie in two of the processor's lines. */
    static final int TABLE_FROM = 32;

    /** The table of a list has one entry for at least so many postings, and for less than twice. */
    private static final int POSTINGS_AN_ENTRY = 8;

    /** Instead of a number of bits: the list has no table. */
    static final int NO_TABLE = Integer.SIZE;

    private final RandomAccessInput lists;
    private final RandomAccessInput starts;
    private final RandomAccessInput counts;
    private final int tokens;
    private final int documents;
    private final long[] wideAt;
    private final int[] wideCodes;

    /**
     * Over the parts of a file.
     *
     * @param wide the wide codes, three numbers each, in ascending order
     */
    TokenPostings(
            RandomAccessInput lists,
            RandomAccessInput starts,
            RandomAccessInput counts,
            int tokens,
            int documents,
            int[] wide) {
        this.lists = lists;
        this.starts = starts;
        this.counts = counts;
        this.tokens = tokens;
        this.documents = documents;
        this.wideAt = new long[wide.length / 3];
        this.wideCodes = new int[wide.length / 3];
        for (int i = 0; i < wideAt.length; i++) {
            wideAt[i] = wideAt(wide[3 * i], wide[3 * i + 1]);
            wideCodes[i] = wide[3 * i + 2];
        }
    }

    private static long wideAt(int token, int document) {
        return (long) token << Integer.SIZE | document;
    }

    /**
     * Those of a segment.
     *
     * @throws IndexException where they are of another form
     */
    public static TokenPostings of(LeafReader segment) throws IOException {
        if (segment.terms(IndexSchema.TOKEN_FIELD) instanceof TokenPostingsTerms terms) {
            return terms.postings();
        }
        throw new IndexException("the index is damaged: it has no postings of tokens");
    }

    /**
     * How many bits of a document's number the table of a list leaves out, or {@link #NO_TABLE}.
     *
     * @param count how many postings the list has
     * @param documents how many documents the segment has
     */
    static int tableShift(int count, int documents) {
        return count < TABLE_FROM
                ? NO_TABLE
                : Long.SIZE
                        - Long.numberOfLeadingZeros((long) documents * POSTINGS_AN_ENTRY / count);
    }

    /** How many entries the table of a list has, the last of which is behind all documents. */
    static int tableEntries(int shift, int documents) {
        return shift == NO_TABLE ? 0 : (documents - 1 >>> shift) + 2;
    }

    /** How many tokens there are, numbered from 0 in byte order. */
    int tokens() {
        return tokens;
    }

    /** How many documents the segment has. */
    int documents() {
        return documents;
    }

    /** How many documents hold a token. */
    int count(int token) throws IOException {
        return counts.readInt((long) token * Integer.BYTES);
    }

    /** The dense tokens, ascending. */
    int[] dense() throws IOException {
        byte[] all = new byte[tokens * Integer.BYTES];
        counts.readBytes(0, all, 0, all.length);
        IntBuffer each = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        int[] dense = new int[64];
        int found = 0;
        for (int token = 0; token < tokens; token++) {
            if (BitsetPostings.isDense(each.get(token), documents)) {
                dense = ArrayUtil.grow(dense, found + 1);
                dense[found++] = token;
            }
        }
        return Arrays.copyOf(dense, found);
    }

    /** Where a token's list starts among the {@link #lists}. */
    long start(int token) throws IOException {
        return (starts.readInt((long) token * Integer.BYTES) & 0xFFFF_FFFFL) * Integer.BYTES;
    }

    /** How many bytes the table takes that is in front of so many postings, no dense token's. */
    long tableBytes(int count) {
        return (long) tableEntries(tableShift(count, documents), documents) * Integer.BYTES;
    }

    RandomAccessInput lists() {
        return lists;
    }

    /** The code of a token in a document, where it does not fit a byte. */
    int wideCode(int token, int document) {
        return wideCodes[Arrays.binarySearch(wideAt, wideAt(token, document))];
    }

    /** The bits of a dense token: one for each document that holds it. */
    FixedBitSet bits(int token) throws IOException {
        long[] words = new long[FixedBitSet.bits2words(documents)];
        byte[] bytes = new byte[words.length * Long.BYTES];
        lists.readBytes(start(token), bytes, 0, bytes.length);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
        return new FixedBitSet(words, documents);
    }

    /** The codes of a dense token, in the order of its documents. */
    byte[] codes(int token) throws IOException {
        byte[] codes = new byte[count(token)];
        long bits = (long) FixedBitSet.bits2words(documents) * Long.BYTES;
        lists.readBytes(start(token) + bits, codes, 0, codes.length);
        return codes;
    }

    /** Sets the bit of each document of a token that is not dense. */
    void unpack(IndexedTerm term, long[] words) throws IOException {
        long at = start(term.ordinal()) + tableBytes(term.documentCount());
        long end = at + (long) term.documentCount() * Integer.BYTES;
        for (; at < end; at += Integer.BYTES) {
            int document = lists.readInt(at) >>> CODE_BITS;
            words[document >>> 6] |= 1L << document;
        }
    }

    /**
     * The postings of any token.
     *
     * @param into where they go, if there is room
     * @return what they are in, from the first place on
     */
    int[] read(int token, int[] into) throws IOException {
        int count = count(token);
        int[] postings = ArrayUtil.growNoCopy(into, count);
        if (BitsetPostings.isDense(count, documents)) {
            FixedBitSet bits = bits(token);
            byte[] codes = codes(token);
            int document = -1;
            for (int i = 0; i < count; i++) {
                document = bits.nextSetBit(document + 1);
                postings[i] = document << CODE_BITS | codes[i] & CODE_MASK;
            }
            return postings;
        }
        long first = start(token) + tableBytes(count);
        for (int i = 0; i < count; i++) {
            postings[i] = lists.readInt(first + (long) i * Integer.BYTES);
        }
        return postings;
    }
}
