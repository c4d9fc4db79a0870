package io.odonym.index;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokens that more than one document in 64 holds, each with a bit for every document: a few
 * dozen, 300 kB each for all France.
 */
final class DenseTokens {

    /** Where a bit a document becomes smaller than a list of documents, and faster to ask. */
    static final int ONE_IN = 64;

    private static final FixedBitSet NONE = new FixedBitSet(0);

    private final Map<Integer, FixedBitSet> bits = new HashMap<>();

    private DenseTokens() {}

    static DenseTokens of(LeafReader segment, Dictionary dictionary) throws IOException {
        DenseTokens dense = new DenseTokens();
        int least = segment.maxDoc() / ONE_IN;
        TermsEnum terms = segment.terms(Schema.TOKEN).iterator();
        for (int number = 0; number < dictionary.size(); number++) {
            if (dictionary.documents(number) > least) {
                boolean found = terms.seekExact(new BytesRef(dictionary.token(number)));
                assert found;
                dense.bits.put(
                        number, bits(terms.postings(null, PostingsEnum.NONE), segment.maxDoc()));
            }
        }
        return dense;
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

    /** A token's bits; none at all where the token is rare. */
    FixedBitSet of(int number) {
        return bits.getOrDefault(number, NONE);
    }

    /** Size on the heap. */
    long bytes() {
        return bits.values().stream().mapToLong(FixedBitSet::ramBytesUsed).sum();
    }
}
