package io.odonym.index.postings;

import io.odonym.index.store.IndexException;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads complete posting lists of rare terms from a Lucene field, such as identifiers, geohash
 * cells and rare filters. Not thread-safe.
 */
public final class LucenePostingsReader {

    private final TermsEnum terms;
    private PostingsEnum postings;
    private int[] buffer = new int[64];

    /**
     * Creates a reader of a field. If the segment does not have the field, the reader finds no
     * terms.
     */
    public LucenePostingsReader(LeafReader segment, String field) throws IOException {
        terms = segment.terms(field) == null ? TermsEnum.EMPTY : segment.terms(field).iterator();
    }

    /**
     * Returns the documents that contain a term, in ascending order, or an empty array if the field
     * does not contain the term.
     *
     * @throws IndexException if the postings cannot be read
     */
    public int[] documents(BytesRef term) {
        try {
            if (!terms.seekExact(term)) {
                return new int[0];
            }
            postings = terms.postings(postings, PostingsEnum.NONE);
            int n = 0;
            for (int doc = postings.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = postings.nextDoc()) {
                buffer = ArrayUtil.grow(buffer, n + 1);
                buffer[n++] = doc;
            }
            return Arrays.copyOf(buffer, n);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }
}
