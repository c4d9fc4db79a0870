package io.odonym.index.postings;

import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;
import io.odonym.index.terms.TermDictionary;

import org.apache.lucene.util.ArrayUtil;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Starts cursors on keys, each where it moves fastest: on the bits of a dense token, on postings
 * unpacked into bits where a long list follows another, on the postings themselves, or on a set.
 * One thread at a time.
 */
public final class PostingsIteratorFactory {

    private static final int MOST_KEYS = 16;

    private final TermDictionary dictionary;
    private final BitsetPostings denseTokens;
    private final TokenPostings postings;
    private final PostingsBitsetCache unpacked;
    private PostingsIterator[] cursors = {};

    public PostingsIteratorFactory(
            TermDictionary dictionary, BitsetPostings denseTokens, TokenPostings postings) {
        this.dictionary = dictionary;
        this.denseTokens = denseTokens;
        this.postings = postings;
        this.unpacked = new PostingsBitsetCache(postings);
    }

    /**
     * Starts on keys, the rarest first.
     *
     * @return cursors in the order of the keys, and maybe others behind them; good until the next
     *     call
     */
    public PostingsIterator[] start(List<? extends LookupKey> keys) throws IOException {
        if (cursors.length < keys.size()) {
            int before = cursors.length;
            cursors = ArrayUtil.growExact(cursors, Math.max(MOST_KEYS, keys.size()));
            for (int i = before; i < cursors.length; i++) {
                cursors[i] = new PostingsIterator(postings);
            }
        }
        boolean unpack = keys.size() > 1 && keys.getFirst().documentCount() > unpacked.worthFrom();
        for (int i = 0; i < keys.size(); i++) {
            switch (keys.get(i)) {
                case IndexedTerm term -> start(cursors[i], term, unpack && i > 0);
                case DocumentSet set -> cursors[i].start(set);
            }
        }
        return cursors;
    }

    private void start(PostingsIterator cursor, IndexedTerm term, boolean unpack)
            throws IOException {
        double elsewhere = dictionary.maxWeightOutsideName(term.ordinal());
        Optional<BitsetPostings.Token> dense = denseTokens.of(term);
        if (dense.isPresent()) {
            cursor.start(dense.get(), elsewhere);
        } else if (unpack) {
            cursor.start(term, unpacked.of(term), elsewhere);
        } else {
            cursor.start(term, elsewhere);
        }
    }
}
