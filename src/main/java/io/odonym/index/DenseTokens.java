package io.odonym.index;

import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tokens that more than one document in 64 holds, on the heap: a bit for every document that
 * holds the token, a bit for every document whose shortest name does, and a byte for each that
 * holds it elsewhere.
 *
 * <p>They are a few dozen ("rue", "de") and stand in most queries. Asking a bit takes a nanosecond,
 * where moving on in Lucene's postings reads the header of every block that is skipped. What a
 * token weighs in the shortest name follows from the group of the document (see {@link
 * NameGroups}); only elsewhere its code is looked up. For all of France about 60 MB.
 *
 * <pre>
 *   header   magic, number of tokens, documents            3 × 4 bytes
 *   tokens   of each its number and how many codes follow  2 × 4 bytes
 *   then, of each token
 *   bits     a bit for each document that holds it         8 bytes for 64 documents
 *   named    the same, where the shortest name holds it
 *   before   of every 512th document: how many before it hold it elsewhere; 4 bytes each
 *   codes    a byte for each that holds it elsewhere, ascending by document; see {@link Boost}
 * </pre>
 */
final class DenseTokens {

    static final int MAGIC = 0x4F444F34;
    private static final int HEADER_BYTES = 3 * Integer.BYTES;

    /** Where a bit a document becomes smaller than a list of documents, and faster to ask. */
    static final int ONE_IN = 64;

    /** Instead of a count of codes: one of them does not fit a byte, so that postings keep them. */
    static final int UNFIT = -1;

    /** The codes before each of so many documents are counted. */
    private static final int BLOCK_SHIFT = 9;

    private final int[] numbers;
    private final Token[] tokens;

    private DenseTokens(int[] numbers, Token[] tokens) {
        this.numbers = numbers;
        this.tokens = tokens;
    }

    /** How many blocks of 512 documents there are, the last one not whole. */
    static int blocks(int documents) {
        return (documents >>> BLOCK_SHIFT) + 1;
    }

    /** The first document after the block of a document. */
    static int blockEnd(int document) {
        return block(document) + 1 << BLOCK_SHIFT;
    }

    /** Which block a document is in. */
    static int block(int document) {
        return document >>> BLOCK_SHIFT;
    }

    /** Whether a token of so many documents is dense. */
    static boolean isDense(int documents, int maxDocument) {
        return documents > maxDocument / ONE_IN;
    }

    /** One token: its documents and its weights, found by counting the bits before a document. */
    static final class Token {

        private final FixedBitSet bits;
        private final FixedBitSet named;
        private final int[] before;
        private final byte[] codes;
        private final boolean weighed;

        /** Made when first asked for: those of all tokens would hold up the start. */
        private volatile Ceilings ceilings = Ceilings.NONE;

        private final Optional<Token> itself = Optional.of(this);

        private Token(
                FixedBitSet bits, FixedBitSet named, int[] before, byte[] codes, boolean weighed) {
            this.bits = bits;
            this.named = named;
            this.before = before;
            this.codes = codes;
            this.weighed = weighed;
        }

        private long elsewhere(int word) {
            return bits.getBits()[word] & ~named.getBits()[word];
        }

        /** The documents. */
        FixedBitSet bits() {
            return bits;
        }

        /** Those of them whose shortest name holds the token. */
        FixedBitSet named() {
            return named;
        }

        /** Whether the shortest name of a document that holds the token does. */
        boolean isNamed(int document) {
            return named.get(document);
        }

        /**
         * The code of the token's weight in a document that holds it, but not in its shortest name;
         * see {@link Boost}.
         */
        int code(int document) {
            int last = document >>> 6;
            int rank = before[block(document)];
            for (int word = last & ~7; word < last; word++) {
                rank += Long.bitCount(elsewhere(word));
            }
            rank += Long.bitCount(elsewhere(last) & ((1L << document) - 1));
            return codes[rank] & 0xFF;
        }

        /**
         * No less than the token's weight in any document of a block (see {@link #blockEnd}) that
         * does not hold it in its shortest name.
         *
         * @param importance no less than that of these documents
         */
        double ceilingElsewhere(int document, double importance) {
            Ceilings made = ceilings;
            if (made == Ceilings.NONE) {
                made = Ceilings.of(before, codes);
                ceilings = made;
            }
            int block = block(document);
            return made.plain[block] + Math.max(0, importance) * made.byImportance[block];
        }

        /** With its {@link Ceilings}. */
        long bytes() {
            return bits.ramBytesUsed() + named.ramBytesUsed() + codes.length + 12L * before.length;
        }
    }

    /**
     * Of each block of documents the most that a token weighs without any importance, and by
     * importance alone, where it is not in the shortest name.
     */
    private record Ceilings(float[] plain, float[] byImportance) {

        static final Ceilings NONE = new Ceilings(new float[0], new float[0]);

        /** The parts of the weights behind the codes of one byte, rounded up. */
        private static final float[] PLAIN = new float[256];

        private static final float[] BY_IMPORTANCE = new float[256];

        static {
            for (int code = 0; code < PLAIN.length; code++) {
                if (Boost.tokens(code) > 0) {
                    double plain = Boost.weight(code, 0);
                    PLAIN[code] = Math.nextUp((float) plain);
                    BY_IMPORTANCE[code] = Math.nextUp((float) (Boost.weight(code, 1) - plain));
                }
            }
        }

        static Ceilings of(int[] before, byte[] codes) {
            float[] plain = new float[before.length];
            float[] byImportance = new float[before.length];
            for (int block = 0; block < before.length; block++) {
                int end = block + 1 < before.length ? before[block + 1] : codes.length;
                for (int i = before[block]; i < end; i++) {
                    int code = codes[i] & 0xFF;
                    plain[block] = Math.max(plain[block], PLAIN[code]);
                    byImportance[block] = Math.max(byImportance[block], BY_IMPORTANCE[code]);
                }
            }
            return new Ceilings(plain, byImportance);
        }
    }

    /** Reads what {@link DenseTokensWriter} wrote. */
    static DenseTokens open(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment file =
                    MappedFile.open(path, arena, MAGIC, HEADER_BYTES, "holds no dense tokens");
            int count = file.get(Dictionary.INT, 4);
            int documents = file.get(Dictionary.INT, 8);
            int[] numbers = new int[count];
            Token[] tokens = new Token[count];
            long header = HEADER_BYTES;
            long at = header + 2L * Integer.BYTES * count;
            for (int i = 0; i < count; i++) {
                numbers[i] = file.get(Dictionary.INT, header + 8L * i);
                int codes = file.get(Dictionary.INT, header + 8L * i + 4);
                FixedBitSet bits = bits(file, at, documents);
                long bytes = (long) Long.BYTES * FixedBitSet.bits2words(documents);
                FixedBitSet named = bits(file, at + bytes, documents);
                at += 2 * bytes;
                int[] before = new int[blocks(documents)];
                MemorySegment.copy(file, Dictionary.INT, at, before, 0, before.length);
                at += (long) Integer.BYTES * before.length;
                byte[] elsewhere = new byte[Math.max(0, codes)];
                MemorySegment.copy(file, ValueLayout.JAVA_BYTE, at, elsewhere, 0, elsewhere.length);
                at += elsewhere.length;
                tokens[i] = new Token(bits, named, before, elsewhere, codes != UNFIT);
            }
            return new DenseTokens(numbers, tokens);
        }
    }

    private static FixedBitSet bits(MemorySegment file, long at, int documents) {
        long[] words = new long[FixedBitSet.bits2words(documents)];
        MemorySegment.copy(file, Dictionary.LONG, at, words, 0, words.length);
        return new FixedBitSet(words, documents);
    }

    /** A token, where it is dense and its weights are here. */
    Optional<Token> of(int number) {
        int at = Arrays.binarySearch(numbers, number);
        return at < 0 || !tokens[at].weighed ? Optional.empty() : tokens[at].itself;
    }

    /** Whether a token is dense and one of the first so many documents holds it. */
    boolean anyHolds(int number, int[] documents, int count) {
        int at = Arrays.binarySearch(numbers, number);
        if (at >= 0) {
            for (int i = 0; i < count; i++) {
                if (tokens[at].bits.get(documents[i])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The dense tokens from one number up to, but not with, another, ascending. */
    int[] numbers(int from, int to) {
        int first = Arrays.binarySearch(numbers, from);
        int after = Arrays.binarySearch(numbers, to);
        return Arrays.copyOfRange(
                numbers, first < 0 ? -first - 1 : first, after < 0 ? -after - 1 : after);
    }

    /** Size on the heap. */
    long bytes() {
        return Arrays.stream(tokens).mapToLong(Token::bytes).sum();
    }
}
