package io.odonym.index.postings;

import io.odonym.index.store.IndexException;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.IntOrdinalMap;
import io.odonym.index.terms.LookupKey;
import io.odonym.index.terms.TermDictionary;

import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntUnaryOperator;

/**
 * The tokens that more than one document in 64 holds, on the heap: a bit for every document that
 * holds the token, a bit for every document whose shortest name does, and a byte for each that
 * holds it elsewhere.
 *
 * <p>They are a few dozen ("rue", "de") and stand in most queries; asking a bit takes a nanosecond.
 * What a token weighs in the shortest name follows from the group of the document (see {@link
 * NameGroups}); only elsewhere its code is looked up. For all of France about 60 MB.
 *
 * <p>A token is read when it is first asked for, in a few milliseconds: all of them would hold up
 * the start by a quarter of a second.
 */
public final class BitsetPostings {

    /** Where a bit a document becomes smaller than a list of documents, and faster to ask. */
    static final int ONE_IN = 64;

    /** The codes before each of so many documents are counted. */
    private static final int BLOCK_SHIFT = 9;

    private final TokenPostings postings;
    private final NameLengthRanges groups;
    private final int[] numbers;

    /** Null where it is not read yet. */
    private final AtomicReferenceArray<Token> tokens;

    private final IntOrdinalMap places;

    private BitsetPostings(TokenPostings postings, NameLengthRanges groups, int[] numbers) {
        this.postings = postings;
        this.groups = groups;
        this.numbers = numbers;
        this.tokens = new AtomicReferenceArray<>(numbers.length);
        this.places = new IntOrdinalMap(numbers);
    }

    /** How many blocks of 512 documents there are, the last one not whole. */
    static int blocks(int documents) {
        return (documents >>> BLOCK_SHIFT) + 1;
    }

    /** The first document after the block of a document. */
    public static int blockEnd(int document) {
        return block(document) + 1 << BLOCK_SHIFT;
    }

    /** Which block a document is in. */
    static int block(int document) {
        return document >>> BLOCK_SHIFT;
    }

    /** Whether a token of so many documents is dense. */
    public static boolean isDense(int documents, int maxDocument) {
        return documents > maxDocument / ONE_IN;
    }

    /** One token: its documents and its weights, found by counting the bits before a document. */
    public static final class Token {

        private final FixedBitSet bits;
        private final FixedBitSet named;
        private final int[] before;
        private final byte[] codes;
        private final IntUnaryOperator wideCode;

        /** Made when first asked for: those of all tokens would hold up the start. */
        private volatile Ceilings ceilings = Ceilings.NONE;

        private final Optional<Token> itself = Optional.of(this);

        /**
         * Made of its parts.
         *
         * @param wideCode gives the code in a document where it does not fit a byte
         */
        private Token(
                FixedBitSet bits,
                FixedBitSet named,
                int[] before,
                byte[] codes,
                IntUnaryOperator wideCode) {
            this.bits = bits;
            this.named = named;
            this.before = before;
            this.codes = codes;
            this.wideCode = wideCode;
        }

        /** Reads the postings of a token and keeps apart what is in the shortest names. */
        public static Token of(TokenPostings postings, NameLengthRanges groups, int number)
                throws IOException {
            FixedBitSet bits = postings.bits(number);
            byte[] codes = postings.codes(number);
            long[] words = bits.getBits();
            FixedBitSet named = new FixedBitSet(bits.length());
            int[] before = new int[blocks(bits.length())];
            int block = 0;
            int groupEnd = 0;
            int nameCode = 0;
            int read = 0;
            int elsewhere = 0;
            for (int word = 0; word < words.length; word++) {
                while (block < block(word << 6)) {
                    before[++block] = elsewhere;
                }
                for (long rest = words[word]; rest != 0; rest &= rest - 1) {
                    int document = (word << 6) + Long.numberOfTrailingZeros(rest);
                    if (document >= groupEnd) {
                        int group = groups.group(document);
                        groupEnd = groups.end(group);
                        nameCode = groups.codeOfGroup(group);
                    }
                    byte code = codes[read++];
                    if ((code & 0xFF) == nameCode) {
                        named.set(document);
                    } else {
                        codes[elsewhere++] = code;
                    }
                }
            }
            Arrays.fill(before, block + 1, before.length, elsewhere);
            return new Token(
                    bits,
                    named,
                    before,
                    Arrays.copyOf(codes, elsewhere),
                    document -> postings.wideCode(number, document));
        }

        private long elsewhere(int word) {
            return bits.getBits()[word] & ~named.getBits()[word];
        }

        /** The documents. */
        public FixedBitSet bits() {
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
         * see {@link TokenWeight}.
         */
        int code(int document) {
            int last = document >>> 6;
            int rank = before[block(document)];
            for (int word = last & ~7; word < last; word++) {
                rank += Long.bitCount(elsewhere(word));
            }
            rank += Long.bitCount(elsewhere(last) & ((1L << document) - 1));
            int code = codes[rank] & TokenPostings.CODE_MASK;
            return code == TokenPostings.WIDE ? wideCode.applyAsInt(document) : code;
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
        public long bytes() {
            return bits.ramBytesUsed() + named.ramBytesUsed() + codes.length + 12L * before.length;
        }
    }

    /**
     * Of each block of documents the most that a token weighs without any importance, and by
     * importance alone, where it is not in the shortest name.
     */
    private record Ceilings(float[] plain, float[] byImportance) {

        static final Ceilings NONE = new Ceilings(new float[0], new float[0]);

        /** The fewest tokens of a value whose code does not fit. */
        private static final int WIDE_TOKENS = TokenWeight.tokens(TokenPostings.CODE_MASK + 1);

        /** The parts of the weights behind the codes of one byte, rounded up. */
        private static final float[] PLAIN = new float[256];

        private static final float[] BY_IMPORTANCE = new float[256];

        static {
            for (int code = 0; code < PLAIN.length; code++) {
                // A code that does not fit is of more tokens than any that does.
                int heaviest =
                        TokenWeight.tokens(code) > 0 ? code : TokenWeight.nameCode(WIDE_TOKENS);
                double plain = TokenWeight.weight(heaviest, 0);
                PLAIN[code] = Math.nextUp((float) plain);
                BY_IMPORTANCE[code] =
                        Math.nextUp((float) (TokenWeight.weight(heaviest, 1) - plain));
            }
        }

        public static Ceilings of(int[] before, byte[] codes) {
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

    /** Those of a segment. */
    public static BitsetPostings of(TokenPostings postings, NameLengthRanges groups)
            throws IOException {
        return new BitsetPostings(postings, groups, postings.dense());
    }

    /** A token, where it is dense. */
    public Optional<Token> of(IndexedTerm term) {
        return isDense(term.documentCount(), postings.documents())
                ? token(places.get(term.ordinal())).itself
                : Optional.empty();
    }

    private Token token(int place) {
        Token read = tokens.getAcquire(place);
        return read != null ? read : read(place);
    }

    /** Reads a token; the first of several threads that do at once gives it to all. */
    private Token read(int place) {
        try {
            tokens.compareAndSet(place, null, Token.of(postings, groups, numbers[place]));
            return tokens.get(place);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Reads all that are not read yet. */
    public void readAll() {
        for (int place = 0; place < numbers.length; place++) {
            token(place);
        }
    }

    /** Whether a token is dense and one of the first so many documents holds it. */
    public boolean anyHolds(int number, int[] documents, int count) {
        int at = places.get(number);
        if (at != IntOrdinalMap.NOT_FOUND) {
            FixedBitSet bits = token(at).bits;
            for (int i = 0; i < count; i++) {
                if (bits.get(documents[i])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The dense tokens, the rarest first. */
    public List<IndexedTerm> terms(TermDictionary dictionary) {
        return Arrays.stream(numbers)
                .mapToObj(dictionary::term)
                .sorted(LookupKey.RAREST_FIRST)
                .toList();
    }

    /** The dense tokens from one number up to, but not with, another, ascending. */
    public int[] numbers(int from, int to) {
        int first = Arrays.binarySearch(numbers, from);
        int after = Arrays.binarySearch(numbers, to);
        return Arrays.copyOfRange(
                numbers, first < 0 ? -first - 1 : first, after < 0 ? -after - 1 : after);
    }

    /** Size on the heap of those that are read. */
    public long bytes() {
        long bytes = 0;
        for (int place = 0; place < numbers.length; place++) {
            Token read = tokens.get(place);
            bytes += read == null ? 0 : read.bytes();
        }
        return bytes;
    }
}
