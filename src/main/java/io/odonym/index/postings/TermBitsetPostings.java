package io.odonym.index.postings;

import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * The postings of one frequent term on the heap: two bitsets and an array of weight codes.
 *
 * <p>The first bitset marks the documents that contain the term. The second marks the documents
 * whose shortest name contains the term; in these documents, the weight code depends only on the
 * document number (see {@link NameLengthRanges}). All other occurrences, in a longer name or in
 * another field, have a weight code of one byte. The position of a document's code in the array is
 * computed by counting bits.
 *
 * <p>Thread-safe. The bitsets are shared and must not be modified.
 */
public final class TermBitsetPostings {

    /** The base-2 logarithm of the number of documents in a block, which is 512. */
    private static final int BLOCK_SHIFT = 9;

    private final FixedBitSet bits;
    private final FixedBitSet nameBits;

    /** The number of weight codes before each block. */
    private final int[] blockStarts;

    private final byte[] codes;
    private final IntUnaryOperator wideCode;

    /** The bounds are computed on first use, so that opening an index stays fast. */
    private volatile BlockMaxWeights maxWeights = BlockMaxWeights.NONE;

    /** This term as an optional. It is preallocated so that a lookup does not allocate memory. */
    private final Optional<TermBitsetPostings> optional = Optional.of(this);

    /**
     * Creates a term from its parts.
     *
     * @param wideCode returns the weight code of a document whose code exceeds one byte
     */
    private TermBitsetPostings(
            FixedBitSet bits,
            FixedBitSet nameBits,
            int[] blockStarts,
            byte[] codes,
            IntUnaryOperator wideCode) {
        this.bits = bits;
        this.nameBits = nameBits;
        this.blockStarts = blockStarts;
        this.codes = codes;
        this.wideCode = wideCode;
    }

    /**
     * Reads the postings of a term and separates occurrences in the shortest name from all others.
     *
     * @param ordinal the ordinal of a term that is stored as a bitset
     */
    static TermBitsetPostings read(
            TokenFieldPostings postings, NameLengthRanges ranges, int ordinal) throws IOException {
        FixedBitSet bits = postings.bits(ordinal);
        byte[] codes = postings.codes(ordinal);
        long[] words = bits.getBits();
        FixedBitSet nameBits = new FixedBitSet(bits.length());
        int[] blockStarts = new int[blockCount(bits.length())];
        int block = 0;
        int rangeEnd = 0;
        int nameCode = 0;
        int read = 0;
        int kept = 0;
        for (int word = 0; word < words.length; word++) {
            while (block < block(word << 6)) {
                blockStarts[++block] = kept;
            }
            for (long rest = words[word]; rest != 0; rest &= rest - 1) {
                int document = (word << 6) + Long.numberOfTrailingZeros(rest);
                if (document >= rangeEnd) {
                    int range = ranges.rangeOf(document);
                    rangeEnd = ranges.end(range);
                    nameCode = ranges.nameCodeOfRange(range);
                }
                byte code = codes[read++];
                if ((code & 0xFF) == nameCode) {
                    nameBits.set(document);
                } else {
                    codes[kept++] = code;
                }
            }
        }
        Arrays.fill(blockStarts, block + 1, blockStarts.length, kept);
        return new TermBitsetPostings(
                bits,
                nameBits,
                blockStarts,
                Arrays.copyOf(codes, kept),
                document -> postings.wideCode(ordinal, document));
    }

    /** Returns the number of blocks of 512 documents; the last block may be incomplete. */
    private static int blockCount(int documents) {
        return (documents >>> BLOCK_SHIFT) + 1;
    }

    /** Returns the index of the block that contains a document. */
    private static int block(int document) {
        return document >>> BLOCK_SHIFT;
    }

    /** Returns the number of the first document after the 512-document block of a document. */
    public static int blockEnd(int document) {
        return block(document) + 1 << BLOCK_SHIFT;
    }

    private long bitsOutsideName(int word) {
        return bits.getBits()[word] & ~nameBits.getBits()[word];
    }

    /** Returns the bitset of the documents that contain the term. It must not be modified. */
    public FixedBitSet bits() {
        return bits;
    }

    /** Returns the bitset of the documents whose shortest name contains the term. */
    FixedBitSet nameBits() {
        return nameBits;
    }

    /** Returns this term as a preallocated optional. */
    Optional<TermBitsetPostings> asOptional() {
        return optional;
    }

    /** Returns whether the shortest name of a document contains the term. */
    boolean isInShortestName(int document) {
        return nameBits.get(document);
    }

    /**
     * Returns the code of the term's weight in a document that contains the term outside its
     * shortest name; see {@link TokenWeightCode}.
     */
    int codeOutsideName(int document) {
        int last = document >>> 6;
        int rank = blockStarts[block(document)];
        for (int word = last & ~7; word < last; word++) {
            rank += Long.bitCount(bitsOutsideName(word));
        }
        rank += Long.bitCount(bitsOutsideName(last) & ((1L << document) - 1));
        int code = codes[rank] & TokenFieldPostings.CODE_MASK;
        return code == TokenFieldPostings.WIDE_CODE ? wideCode.applyAsInt(document) : code;
    }

    /**
     * Returns an upper bound for the term's weight in those documents of a block whose shortest
     * name does not contain the term.
     *
     * @param document any document of the block; see {@link #blockEnd}
     * @param importance an upper bound for the importance of these documents
     */
    double blockMaxWeightOutsideName(int document, double importance) {
        BlockMaxWeights computed = maxWeights;
        if (computed == BlockMaxWeights.NONE) {
            computed = BlockMaxWeights.of(blockStarts, codes);
            maxWeights = computed;
        }
        int block = block(document);
        return computed.constants()[block] + Math.max(0, importance) * computed.factors()[block];
    }

    /** Returns the heap size in bytes, including the block bounds. */
    long sizeInBytes() {
        return bits.ramBytesUsed()
                + nameBits.ramBytesUsed()
                + codes.length
                + 12L * blockStarts.length;
    }
}
