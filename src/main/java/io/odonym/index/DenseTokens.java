package io.odonym.index;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tokens that more than one document in 64 holds, on the heap: a bit for every document and a
 * byte for each that holds the token.
 *
 * <p>They are a few dozen ("rue", "de") and stand in most queries. Asking a bit takes a nanosecond
 * and the weight's code five, where moving on in Lucene's postings reads the header of every block
 * that is skipped. For all of France about 35 MB.
 */
final class DenseTokens {

    /** Where a bit a document becomes smaller than a list of documents, and faster to ask. */
    static final int ONE_IN = 64;

    private final int[] numbers;
    private final Token[] tokens;

    private DenseTokens(SortedMap<Integer, Token> byNumber) {
        this.numbers = byNumber.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.tokens = byNumber.values().toArray(Token[]::new);
    }

    /** Whether a token of so many documents is dense. */
    static boolean isDense(int documents, int maxDocument) {
        return documents > maxDocument / ONE_IN;
    }

    /** One token: its documents and their codes, found by counting the bits before a document. */
    static final class Token {

        private static final int BLOCK_SHIFT = 9;

        private final FixedBitSet bits;
        private final int[] before;
        private final byte[] codes;
        private final Optional<Token> itself = Optional.of(this);

        private Token(FixedBitSet bits, byte[] codes) {
            this.bits = bits;
            this.codes = codes;
            long[] words = bits.getBits();
            this.before = new int[(bits.length() >>> BLOCK_SHIFT) + 1];
            int count = 0;
            for (int word = 0; word < FixedBitSet.bits2words(bits.length()); word++) {
                if ((word & 7) == 0) {
                    before[word >>> 3] = count;
                }
                count += Long.bitCount(words[word]);
            }
        }

        /** The documents. */
        FixedBitSet bits() {
            return bits;
        }

        /** The code of the token's weight in a document that holds it; see {@link Boost}. */
        int code(int document) {
            long[] words = bits.getBits();
            int last = document >>> 6;
            int rank = before[document >>> BLOCK_SHIFT];
            for (int word = last & ~7; word < last; word++) {
                rank += Long.bitCount(words[word]);
            }
            rank += Long.bitCount(words[last] & ((1L << document) - 1));
            return codes[rank] & 0xFF;
        }

        long bytes() {
            return bits.ramBytesUsed() + codes.length + 4L * before.length;
        }
    }

    static DenseTokens of(LeafReader segment, Dictionary dictionary) throws IOException {
        SortedMap<Integer, Token> dense = new TreeMap<>();
        TermsEnum terms = segment.terms(Schema.TOKEN).iterator();
        for (int number = 0; number < dictionary.size(); number++) {
            if (isDense(dictionary.documents(number), segment.maxDoc())) {
                boolean found = terms.seekExact(new BytesRef(dictionary.token(number)));
                assert found;
                dense.put(
                        number,
                        read(
                                terms.postings(null, PostingsEnum.FREQS),
                                dictionary.documents(number),
                                segment.maxDoc()));
            }
        }
        return new DenseTokens(dense);
    }

    /**
     * The weights of a token fit a byte each, unless a name that holds it has more than eighty
     * tokens; then the postings keep them.
     */
    private static Token read(PostingsEnum postings, int documents, int maxDocument)
            throws IOException {
        FixedBitSet bits = new FixedBitSet(maxDocument);
        byte[] codes = new byte[documents];
        boolean fit = true;
        int n = 0;
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            fit &= postings.freq() <= 0xFF;
            bits.set(doc);
            codes[n++] = (byte) postings.freq();
        }
        return new Token(bits, Arrays.copyOf(codes, fit ? n : 0));
    }

    static FixedBitSet bits(PostingsEnum postings, int maxDocument) throws IOException {
        FixedBitSet bits = new FixedBitSet(maxDocument);
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            bits.set(doc);
        }
        return bits;
    }

    /** A token, where it is dense and its weights are here. */
    Optional<Token> of(int number) {
        int at = Arrays.binarySearch(numbers, number);
        return at < 0 || tokens[at].codes.length == 0 ? Optional.empty() : tokens[at].itself;
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
