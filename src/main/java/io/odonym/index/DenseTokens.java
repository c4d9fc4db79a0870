package io.odonym.index;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    private final Map<Integer, Token> tokens = new HashMap<>();

    private DenseTokens() {}

    /** One token: its documents and their codes, found by counting the bits before a document. */
    static final class Token {

        private static final int BLOCK_SHIFT = 9;

        private final FixedBitSet bits;
        private final int[] before;
        private final byte[] codes;

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
        DenseTokens dense = new DenseTokens();
        int least = segment.maxDoc() / ONE_IN;
        TermsEnum terms = segment.terms(Schema.TOKEN).iterator();
        for (int number = 0; number < dictionary.size(); number++) {
            if (dictionary.documents(number) > least) {
                boolean found = terms.seekExact(new BytesRef(dictionary.token(number)));
                assert found;
                int token = number;
                read(
                                terms.postings(null, PostingsEnum.FREQS),
                                dictionary.documents(number),
                                segment.maxDoc())
                        .ifPresent(read -> dense.tokens.put(token, read));
            }
        }
        return dense;
    }

    /**
     * Nothing where a code does not fit a byte: a name of more than eighty tokens, which then stays
     * in the postings.
     */
    private static Optional<Token> read(PostingsEnum postings, int documents, int maxDocument)
            throws IOException {
        FixedBitSet bits = new FixedBitSet(maxDocument);
        byte[] codes = new byte[documents];
        int n = 0;
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            if (postings.freq() > 0xFF) {
                return Optional.empty();
            }
            bits.set(doc);
            codes[n++] = (byte) postings.freq();
        }
        return Optional.of(new Token(bits, Arrays.copyOf(codes, n)));
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

    /** A token, where it is dense. */
    Optional<Token> of(int number) {
        return Optional.ofNullable(tokens.get(number));
    }

    /** Size on the heap. */
    long bytes() {
        return tokens.values().stream().mapToLong(Token::bytes).sum();
    }
}
