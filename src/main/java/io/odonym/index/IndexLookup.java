package io.odonym.index;

import io.odonym.index.geo.GeohashCells;
import io.odonym.index.geo.NearestPlaceSearch;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.LucenePostingsReader;
import io.odonym.index.postings.PostingsIterator;
import io.odonym.index.postings.PostingsIteratorFactory;
import io.odonym.index.postings.TermBitsetPostings;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.TermDictionary;
import io.odonym.index.terms.WordTrie;
import io.odonym.index.topk.TopKConjunction;
import io.odonym.model.GeoBounds;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Looks up terms, documents and stored places in an {@link AddressIndex}. Documents are numbered
 * from 0.
 *
 * <p>Not thread-safe: a lookup owns iterators and buffers that it reuses for every call. The
 * buffers of Lucene's postings alone take 5 to 8 kB. Create one lookup per thread with {@link
 * AddressIndex#newLookup} and reuse it. All methods throw an {@link IndexException} if a file of
 * the index cannot be read.
 */
public final class IndexLookup {

    /**
     * The maximum number of cells in which documents are looked up one cell at a time: about 10 km
     * × 10 km.
     */
    private static final int MAX_CELLS = 4096;

    private final AddressIndex index;
    private final PostingsIteratorFactory iteratorFactory;
    private final FilterLookup filters;
    private final LucenePostingsReader cellPostings;
    private final LucenePostingsReader idPostings;
    private final TopKConjunction topKConjunction;
    private final CooccurrenceLookup cooccurrence;
    private final PlaceDocValues rankingValues;
    private final RankingRecord rankingRecord;
    private final StoredPlaceReader storedPlaces;
    private final BytesRef cellTerm = new BytesRef(new byte[GeohashCells.TERM_BYTES]);
    private final List<ConjunctionClause> sortedKeys = new ArrayList<>();

    IndexLookup(AddressIndex index) throws IOException {
        this.index = index;
        this.iteratorFactory =
                new PostingsIteratorFactory(
                        index.dictionary(), index.bitsetPostings(), index.tokenFieldPostings());
        this.filters = new FilterLookup(index);
        this.cellPostings = new LucenePostingsReader(index.segment(), IndexSchema.CELL_FIELD);
        this.idPostings = new LucenePostingsReader(index.segment(), IndexSchema.ID_FIELD);
        this.topKConjunction =
                new TopKConjunction(
                        index.forwardIndex(), index.nameLengthRanges(), index.blockMaxImportance());
        this.cooccurrence = new CooccurrenceLookup(index, iteratorFactory);
        this.rankingValues = PlaceDocValues.of(index.segment());
        this.rankingRecord = new RankingRecord(index.cityNames());
        this.storedPlaces = index.storedPlaces().newReader();
    }

    /** Returns the number of documents of the index. */
    public int documentCount() {
        return index.documentCount();
    }

    /** Returns the term dictionary of the index. */
    public TermDictionary dictionary() {
        return index.dictionary();
    }

    /** Returns the trie of all words of place and city names. The trie is read on first use. */
    public WordTrie wordTrie() {
        return index.wordTrie();
    }

    /** Returns the term with the given text, or empty if no document contains that term. */
    public Optional<IndexedTerm> findTerm(String text) {
        int ordinal = index.dictionary().findOrdinal(text);
        return ordinal == TermDictionary.ABSENT
                ? Optional.empty()
                : Optional.of(
                        new IndexedTerm(text, ordinal, index.dictionary().documentCount(ordinal)));
    }

    /** Returns the term that has the given ordinal in the dictionary. */
    public IndexedTerm term(int ordinal) {
        return index.dictionary().term(ordinal);
    }

    /**
     * Returns the documents that contain all keys, in ascending order. If there are more than the
     * limit, returns those with the highest sums of weights.
     *
     * @param keys at least one key; duplicates are ignored
     * @param limit the maximum number of documents; ignored if the only key is a document set, as
     *     in addok
     */
    public int[] intersect(List<? extends ConjunctionClause> keys, int limit) {
        sortedKeys.clear();
        for (ConjunctionClause key : keys) {
            if (!sortedKeys.contains(key)) {
                sortedKeys.add(key);
            }
        }
        if (sortedKeys.size() == 1 && sortedKeys.getFirst() instanceof DocumentSet set) {
            return set.toArray();
        }
        sortedKeys.sort(ConjunctionClause.RAREST_FIRST);
        Optional<int[]> champions = champions(limit);
        if (champions.isPresent()) {
            Arrays.sort(champions.get());
            return champions.get();
        }
        try {
            PostingsIterator[] iterators = iteratorFactory.iterators(sortedKeys);
            return topKConjunction.topK(iterators, sortedKeys.size(), limit);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Returns the champion list of the sorted keys if the keys are one or two dense terms. */
    private Optional<int[]> champions(int limit) {
        return sortedKeys.size() <= 2
                        && sortedKeys.getFirst() instanceof IndexedTerm one
                        && sortedKeys.getLast() instanceof IndexedTerm other
                        && BitsetPostings.isDense(one.documentCount(), documentCount())
                ? index.championLists().find(one, other, limit)
                : Optional.empty();
    }

    /**
     * Returns the documents in which a term has the highest weights, in descending order of weight.
     *
     * @param limit the maximum number of documents
     */
    public int[] topDocuments(IndexedTerm term, int limit) {
        Optional<int[]> champions = index.championLists().find(term, term, limit);
        if (champions.isPresent()) {
            return champions.get();
        }
        try {
            return topKConjunction.topKByWeight(startSingle(term), 1, limit);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Starts an iterator on a key and returns it as the first element of the array. */
    private PostingsIterator[] startSingle(ConjunctionClause key) throws IOException {
        sortedKeys.clear();
        sortedKeys.add(key);
        return iteratorFactory.iterators(sortedKeys);
    }

    /** Returns whether a document contains all keys. */
    public boolean containsAll(int document, List<? extends ConjunctionClause> keys) {
        try {
            for (ConjunctionClause key : keys) {
                Optional<FixedBitSet> bits =
                        key instanceof IndexedTerm term
                                ? index.bitsetPostings().find(term).map(TermBitsetPostings::bits)
                                : Optional.empty();
                boolean contained =
                        bits.isPresent()
                                ? bits.get().get(document)
                                : startSingle(key)[0].advance(document) == document;
                if (!contained) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /**
     * Returns whether any document contains both terms. addok stores this relation as pairs (1.3.2,
     * pairs.py).
     */
    public boolean cooccur(IndexedTerm one, IndexedTerm other) {
        return cooccurrence.cooccur(one, other);
    }

    /**
     * Returns the terms that co-occur with the given keys.
     *
     * @param keys the keys
     * @param candidateCount the number of candidate terms that the caller would otherwise look up
     * @return the terms, valid until the next call of this method; empty if there are no keys or if
     *     looking up the candidates one by one is cheaper
     */
    public Optional<CooccurringTerms> cooccurringTerms(
            List<? extends ConjunctionClause> keys, int candidateCount) {
        return cooccurrence.cooccurringTerms(keys, candidateCount);
    }

    /** Passes every document that contains a key to a visitor, in ascending order. */
    public void forEachDocument(ConjunctionClause key, IntConsumer visitor) {
        try {
            PostingsIterator iterator = startSingle(key)[0];
            for (int document = iterator.advance(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = iterator.advance(document + 1)) {
                visitor.accept(document);
            }
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /**
     * Passes those documents of an array that contain a key to a visitor, in ascending order.
     *
     * @param ascending the documents to test, in ascending order
     * @param count the number of elements of the array to test
     */
    public void forEachDocument(
            ConjunctionClause key, int[] ascending, int count, IntConsumer visitor) {
        try {
            PostingsIterator iterator = startSingle(key)[0];
            for (int i = 0; i < count; i++) {
                if (iterator.advanceExact(ascending[i])) {
                    visitor.accept(ascending[i]);
                }
            }
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Returns the documents that match a filter; see {@link FilterLookup#documents}. */
    public DocumentSet documentsMatching(String name, List<String> values) {
        return filters.documents(name, values);
    }

    /**
     * Returns the documents that may have a point in a rectangle. The set contains all documents
     * that have one, and documents near the rectangle.
     */
    public DocumentSet documentsNear(GeoBounds bounds) {
        return GeohashCells.countWithin(bounds) <= MAX_CELLS
                ? documentsInCells(GeohashCells.within(bounds))
                : index.areas().near(bounds);
    }

    /**
     * Returns the documents that have a point in any of the given cells of {@link GeohashCells}.
     */
    public DocumentSet documentsInCells(long[] cells) {
        int[] documents = new int[64];
        int n = 0;
        for (long cell : cells) {
            int[] inCell = documentsInCell(cell);
            documents = ArrayUtil.grow(documents, n + inCell.length);
            System.arraycopy(inCell, 0, documents, n, inCell.length);
            n += inCell.length;
        }
        return DocumentSet.ofSorted("cells", DocumentSet.sortAndDeduplicate(documents, n));
    }

    /** Returns the documents with a point in a cell of {@link GeohashCells}, in ascending order. */
    public int[] documentsInCell(long cell) {
        GeohashCells.writeTerm(cell, cellTerm.bytes);
        return cellPostings.documents(cellTerm);
    }

    /**
     * Creates a search for the places nearest to a point. A lookup supports one such search at a
     * time.
     *
     * @param latitude the latitude in degrees, WGS84
     * @param longitude the longitude in degrees, WGS84
     */
    public NearestPlaceSearch nearestPlaceSearch(double latitude, double longitude) {
        return new NearestPlaceSearch(index.segment(), index.occupiedCells(), latitude, longitude);
    }

    /** Returns the document of the place with the given identifier; empty if there is none. */
    public Optional<Integer> findDocument(String id) {
        int[] documents = idPostings.documents(new BytesRef(id));
        return documents.length == 0 ? Optional.empty() : Optional.of(documents[0]);
    }

    /**
     * Returns the ranking record of a document. The record is reused: it is valid until the next
     * call of this method.
     */
    public RankingRecord rankingRecord(int document) {
        rankingRecord.read(rankingValues, document);
        return rankingRecord;
    }

    /**
     * Prefetches the ranking records and house numbers of several documents into the processor
     * cache, so that the cache misses overlap.
     *
     * @param count the number of elements of the array to prefetch
     */
    public void prefetch(int[] documents, int count) {
        rankingValues.prefetch(documents, count);
    }

    /** Returns the reader of the stored places, which belongs to this lookup. Not thread-safe. */
    public StoredPlaceReader storedPlaces() {
        return storedPlaces;
    }

    /**
     * Returns the number of letters of the shortest name by which a document may be ranked.
     *
     * @return the number of letters; 0 if it is unknown because a house number has its own name,
     *     city, postcode or importance
     */
    public int shortestNameLength(int document) {
        return index.forwardIndex().shortestNameLength(document);
    }

    /** Returns the importance of a document. */
    public double importance(int document) {
        return index.forwardIndex().importance(document);
    }
}
