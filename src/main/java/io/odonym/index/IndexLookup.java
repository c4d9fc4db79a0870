package io.odonym.index;

import io.odonym.index.geo.GeohashCells;
import io.odonym.index.geo.NearestPlaceSearch;
import io.odonym.index.places.PlaceDocValues;
import io.odonym.index.places.RankingRecord;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.index.postings.BitsetPostings;
import io.odonym.index.postings.DenseTerm;
import io.odonym.index.postings.PostingsIterator;
import io.odonym.index.postings.PostingsIteratorFactory;
import io.odonym.index.postings.RareTermReader;
import io.odonym.index.store.IndexException;
import io.odonym.index.store.IndexSchema;
import io.odonym.index.terms.DocumentSet;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;
import io.odonym.index.terms.TermCooccurrence;
import io.odonym.index.terms.TermDictionary;
import io.odonym.index.terms.WordTrie;
import io.odonym.index.topk.Conjunction;
import io.odonym.index.topk.TopKConjunction;

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
 * One thread's cursors on a {@link AddressIndex}, with buffers that are used again from lookup to
 * lookup: those of Lucene's own postings alone take 5 to 8 kB.
 */
public final class IndexLookup {

    private final AddressIndex snapshot;
    private final PostingsIteratorFactory keyCursors;
    private final RareTermReader filters;
    private final RareTermReader cells;
    private final RareTermReader ids;
    private final Conjunction conjunction = new Conjunction();
    private final TopKConjunction intersection;
    private final PlaceDocValues ranks;
    private final RankingRecord rank;
    private final StoredPlaceReader answers;
    private final BytesRef cellBytes = new BytesRef(new byte[GeohashCells.TERM_BYTES]);
    private final List<LookupKey> ordered = new ArrayList<>();
    private final CooccurringTerms companions;

    IndexLookup(AddressIndex snapshot) throws IOException {
        this.snapshot = snapshot;
        this.keyCursors =
                new PostingsIteratorFactory(
                        snapshot.dictionary(), snapshot.bitsetPostings(), snapshot.tokenPostings());
        this.filters = new RareTermReader(snapshot.segment(), IndexSchema.FILTER_FIELD);
        this.cells = new RareTermReader(snapshot.segment(), IndexSchema.CELL_FIELD);
        this.ids = new RareTermReader(snapshot.segment(), IndexSchema.ID_FIELD);
        this.intersection =
                new TopKConjunction(
                        snapshot.forwardIndex(),
                        snapshot.nameLengthRanges(),
                        snapshot.blockMaxImportance());
        this.ranks = PlaceDocValues.of(snapshot.segment());
        this.rank = new RankingRecord(snapshot.cityNames());
        this.answers = snapshot.storedPlaces().answers();
        this.companions = new CooccurringTerms(snapshot);
    }

    /** A token, where a document holds it. */
    public Optional<IndexedTerm> findTerm(String token) {
        int number = snapshot.dictionary().findOrdinal(token);
        return number == TermDictionary.ABSENT
                ? Optional.empty()
                : Optional.of(
                        new IndexedTerm(
                                token, number, snapshot.dictionary().documentCount(number)));
    }

    /** A token by its number in the dictionary. */
    public IndexedTerm term(int number) {
        return snapshot.dictionary().term(number);
    }

    /** The dictionary of the index. */
    public TermDictionary dictionary() {
        return snapshot.dictionary();
    }

    /**
     * The documents that hold all the keys, the best by sum of weights, in ascending order.
     *
     * @param keys at least one; repetitions count once
     * @param limit how many at most; a single set is given whole, as addok gives it
     */
    public int[] intersect(List<? extends LookupKey> keys, int limit) {
        ordered.clear();
        for (LookupKey key : keys) {
            if (!ordered.contains(key)) {
                ordered.add(key);
            }
        }
        if (ordered.size() == 1 && ordered.getFirst() instanceof DocumentSet set) {
            return set.toArray();
        }
        ordered.sort(LookupKey.RAREST_FIRST);
        Optional<int[]> kept = kept(limit);
        if (kept.isPresent()) {
            Arrays.sort(kept.get());
            return kept.get();
        }
        try {
            PostingsIterator[] cursors = keyCursors.iterators(ordered);
            return intersection.topK(cursors, ordered.size(), limit);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** The best documents of one or two tokens, where they are kept. */
    private Optional<int[]> kept(int limit) {
        return ordered.size() <= 2
                        && ordered.getFirst() instanceof IndexedTerm one
                        && ordered.getLast() instanceof IndexedTerm other
                        && BitsetPostings.isDense(one.documentCount(), documentCount())
                ? snapshot.championLists().find(one, other, limit)
                : Optional.empty();
    }

    /**
     * The tokens beside the keys; empty where there are no keys, or so many documents hold them all
     * that trying the candidates one by one costs less.
     *
     * @param candidates how many tokens would be tried
     */
    public Optional<CooccurringTerms> cooccurringTerms(
            List<? extends LookupKey> keys, int candidates) {
        ordered.clear();
        ordered.addAll(keys);
        ordered.sort(LookupKey.RAREST_FIRST);
        if (ordered.isEmpty() || candidates < 2) {
            return Optional.empty();
        }
        int[] rows = pairRows(ordered);
        if (rows.length == 1 && ordered.size() == 1) {
            return Optional.of(companions.of(rows));
        }
        int most = CooccurringTerms.maxDocuments(candidates, rows.length > 0);
        try {
            conjunction.reset(keyCursors.iterators(ordered), ordered.size());
            int found = conjunction.collect(most);
            if (found <= most) {
                return Optional.of(companions.of(conjunction.documents(), found));
            }
            return rows.length > 0 ? Optional.of(companions.of(rows)) : Optional.empty();
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** The rows that the keys have among the pairs, the rarest first. */
    private int[] pairRows(List<LookupKey> keys) {
        int[] rows = new int[keys.size()];
        int n = 0;
        for (LookupKey key : keys) {
            int row = key instanceof IndexedTerm term ? pairRow(term) : TermCooccurrence.NO_ROW;
            if (row != TermCooccurrence.NO_ROW) {
                rows[n++] = row;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    private int pairRow(IndexedTerm term) {
        return TermCooccurrence.hasRow(term.documentCount(), documentCount())
                ? snapshot.termCooccurrence().row(term.ordinal())
                : TermCooccurrence.NO_ROW;
    }

    /**
     * The first documents of a token, heaviest first.
     *
     * @param limit how many at most
     */
    public int[] topDocuments(IndexedTerm term, int limit) {
        Optional<int[]> kept = snapshot.championLists().find(term, term, limit);
        if (kept.isPresent()) {
            return kept.get();
        }
        ordered.clear();
        ordered.add(term);
        try {
            return intersection.topKByWeight(keyCursors.iterators(ordered), 1, limit);
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Whether a document holds all the keys. */
    public boolean containsAll(int document, List<? extends LookupKey> keys) {
        try {
            for (LookupKey key : keys) {
                Optional<FixedBitSet> bits =
                        key instanceof IndexedTerm term
                                ? snapshot.bitsetPostings().find(term).map(DenseTerm::bits)
                                : Optional.empty();
                if (bits.isPresent()) {
                    if (!bits.get().get(document)) {
                        return false;
                    }
                    continue;
                }
                ordered.clear();
                ordered.add(key);
                if (keyCursors.iterators(ordered)[0].advance(document) != document) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Whether any document holds both tokens: what addok keeps as pairs. */
    public boolean cooccur(IndexedTerm one, IndexedTerm other) {
        int row = pairRow(one);
        if (row != TermCooccurrence.NO_ROW) {
            return snapshot.termCooccurrence().contains(row, other.ordinal());
        }
        row = pairRow(other);
        if (row != TermCooccurrence.NO_ROW) {
            return snapshot.termCooccurrence().contains(row, one.ordinal());
        }
        ordered.clear();
        ordered.add(one);
        ordered.add(other);
        ordered.sort(LookupKey.RAREST_FIRST);
        try {
            conjunction.reset(keyCursors.iterators(ordered), 2);
            return conjunction.next(0) != DocIdSetIterator.NO_MORE_DOCS;
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** The words of names and cities. */
    public WordTrie wordTrie() {
        return snapshot.wordTrie();
    }

    /** How many documents there are, numbered from 0. */
    public int documentCount() {
        return snapshot.segment().maxDoc();
    }

    /** Tells of every document of a key, in ascending order. */
    public void forEachDocument(LookupKey key, IntConsumer visitor) {
        ordered.clear();
        ordered.add(key);
        try {
            PostingsIterator cursor = keyCursors.iterators(ordered)[0];
            for (int document = cursor.advance(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = cursor.advance(document + 1)) {
                visitor.accept(document);
            }
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** Tells of those of some documents that a key has. */
    public void forEachDocument(LookupKey key, int[] ascending, int count, IntConsumer visitor) {
        ordered.clear();
        ordered.add(key);
        try {
            PostingsIterator cursor = keyCursors.iterators(ordered)[0];
            for (int i = 0; i < count; i++) {
                int reached = cursor.advance(ascending[i]);
                if (reached == ascending[i]) {
                    visitor.accept(reached);
                } else if (reached == DocIdSetIterator.NO_MORE_DOCS) {
                    return;
                }
            }
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /** The documents that have any of the values. */
    public DocumentSet documentsMatching(String name, List<String> values) {
        List<DocumentSet> sets = new ArrayList<>();
        for (String value : values) {
            String term = IndexSchema.filterTerm(name, value);
            DocumentSet dense = snapshot.filterBitsets().get(term);
            sets.add(
                    dense != null
                            ? dense
                            : DocumentSet.ofSorted(term, filters.documents(new BytesRef(term))));
        }
        return sets.size() == 1
                ? sets.getFirst()
                : DocumentSet.union(
                        name + "=" + String.join("|", values), sets, snapshot.segment().maxDoc());
    }

    /** The documents that are in both sets. */
    public DocumentSet both(DocumentSet one, DocumentSet other) {
        return one.and(other, one + "&" + other);
    }

    /** The documents with a point in any of the cells; see {@link GeohashCells}. */
    public DocumentSet documentsInCells(long[] wanted) {
        int[] documents = new int[64];
        int n = 0;
        for (long cell : wanted) {
            int[] more = documentsInCell(cell);
            documents = ArrayUtil.grow(documents, n + more.length);
            System.arraycopy(more, 0, documents, n, more.length);
            n += more.length;
        }
        return DocumentSet.ofSorted("cells", DocumentSet.sortAndDeduplicate(documents, n));
    }

    /** The documents with a point in a cell, ascending; see {@link GeohashCells}. */
    public int[] documentsInCell(long wanted) {
        GeohashCells.writeTerm(wanted, cellBytes.bytes);
        cellBytes.length = cellBytes.bytes.length;
        return cells.documents(cellBytes);
    }

    /** A search outward from a point; one at a time, of this thread. */
    public NearestPlaceSearch nearestPlaceSearch(double latitude, double longitude) {
        return new NearestPlaceSearch(
                snapshot.segment(), snapshot.occupiedCells(), latitude, longitude);
    }

    /** Whether a document is in a set. */
    public boolean contains(DocumentSet set, int document) {
        return set.contains(document);
    }

    /** The document with an identifier. */
    public Optional<Integer> findDocument(String id) {
        int[] documents = ids.documents(new BytesRef(id));
        return documents.length == 0 ? Optional.empty() : Optional.of(documents[0]);
    }

    /** What ranking reads of a document; good until the next call. */
    public RankingRecord rankingRecord(int document) {
        rank.read(ranks.rank(document));
        return rank;
    }

    /**
     * Brings what {@link #rankingRecord} and the house numbers of some documents are read from near
     * the processor, all at once.
     */
    public void prefetch(int[] documents, int count) {
        ranks.touch(documents, count);
    }

    /** What answers show. */
    public StoredPlaceReader storedPlaces() {
        return answers;
    }

    /**
     * How many letters every name has that a document may be ranked by, at least; 0 where nothing
     * is known, also of the importance that it may be ranked by: house numbers may have their own.
     */
    public int shortestNameLength(int document) {
        return snapshot.forwardIndex().shortestNameLength(document);
    }

    /** A document's importance. */
    public double importance(int document) {
        return snapshot.forwardIndex().importance(document);
    }
}
