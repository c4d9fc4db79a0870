package io.odonym.index.postings;

import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;

import org.apache.lucene.util.ArrayUtil;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Provides an iterator for each lookup key over the fastest representation of its documents.
 *
 * <p>A dense term is read from its bitset. If all keys of a lookup have at least medium frequency,
 * the non-dense terms after the first key are read from cached bitsets. All other terms are read
 * from their posting lists.
 *
 * <p>Iterators are reused between calls. Not thread-safe.
 */
public final class PostingsIteratorFactory {

    private static final int INITIAL_CAPACITY = 16;

    private final TermDictionary dictionary;
    private final BitsetPostings denseTerms;
    private final TokenFieldPostings postings;
    private final PostingsBitsetCache bitsetCache;
    private PostingsIterator[] iterators = {};

    /** Creates a factory with its own iterators and its own bitset cache. */
    public PostingsIteratorFactory(
            TermDictionary dictionary, BitsetPostings denseTerms, TokenFieldPostings postings) {
        this.dictionary = dictionary;
        this.denseTerms = denseTerms;
        this.postings = postings;
        this.bitsetCache = new PostingsBitsetCache(postings);
    }

    /**
     * Returns an iterator for each key, positioned before the first document.
     *
     * @param keys the keys, in ascending order of document count
     * @return the iterators in the order of the keys, valid until the next call; the array may be
     *     longer than the list of keys
     */
    public PostingsIterator[] iterators(List<? extends ConjunctionClause> keys) throws IOException {
        if (iterators.length < keys.size()) {
            int before = iterators.length;
            iterators = ArrayUtil.growExact(iterators, Math.max(INITIAL_CAPACITY, keys.size()));
            for (int i = before; i < iterators.length; i++) {
                iterators[i] = new PostingsIterator(postings);
            }
        }
        boolean useCache =
                keys.size() > 1
                        && keys.getFirst().documentCount() > bitsetCache.frequencyThreshold();
        for (int i = 0; i < keys.size(); i++) {
            switch (keys.get(i)) {
                case IndexedTerm term -> reset(iterators[i], term, useCache && i > 0);
                case DocumentSet set -> iterators[i].reset(set);
            }
        }
        return iterators;
    }

    private void reset(PostingsIterator iterator, IndexedTerm term, boolean useCache)
            throws IOException {
        double maxOutsideName = dictionary.maxWeightOutsideName(term.ordinal());
        Optional<TermBitsetPostings> dense = denseTerms.find(term);
        if (dense.isPresent()) {
            iterator.reset(dense.get(), maxOutsideName);
        } else if (useCache) {
            iterator.reset(term, bitsetCache.get(term), maxOutsideName);
        } else {
            iterator.reset(term, maxOutsideName);
        }
    }
}
