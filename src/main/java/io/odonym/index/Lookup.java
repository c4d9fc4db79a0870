package io.odonym.index;

import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * One thread's cursors on a {@link Snapshot}, with buffers that are used again from lookup to
 * lookup: a Lucene postings cursor alone takes 5 to 8 kB.
 */
public final class Lookup {

    private static final Comparator<Key> RAREST_FIRST = Comparator.comparingInt(Key::documents);

    private final Snapshot snapshot;
    private final TermsEnum tokens;
    private final PostingReader filters;
    private final PostingReader cells;
    private final PostingReader ids;
    private final Intersection intersection;
    private final RecordColumn ranks;
    private final RankRecord rank;
    private final Answers answers;
    private final BytesRef tokenBytes = new BytesRef(64);
    private final BytesRef cellBytes = new BytesRef(new byte[5]);
    private final List<Key> ordered = new ArrayList<>();
    private Cursor[] cursors = {};
    private int[] seen = new int[16];
    private TermState[] states = new TermState[16];
    private int seenCount;
    private final Companions companions;
    private final UnpackedPostings unpacked;

    Lookup(Snapshot snapshot) throws IOException {
        this.snapshot = snapshot;
        this.tokens = snapshot.segment().terms(Schema.TOKEN).iterator();
        this.filters = new PostingReader(snapshot.segment(), Schema.FILTER);
        this.cells = new PostingReader(snapshot.segment(), Schema.CELL);
        this.ids = new PostingReader(snapshot.segment(), Schema.ID);
        this.intersection = new Intersection(snapshot);
        this.ranks = RecordColumn.of(snapshot.segment(), Schema.RANK);
        this.rank = new RankRecord(snapshot.cities());
        this.answers = snapshot.answers().answers();
        this.companions = new Companions(snapshot);
        this.unpacked = new UnpackedPostings(snapshot.segment().maxDoc());
    }

    /** Forgets the terms of the query before. */
    public void startQuery() {
        seenCount = 0;
    }

    /** A token, where a document holds it. */
    public Optional<Term> term(String token) {
        int number = snapshot.dictionary().find(token);
        return number == Dictionary.ABSENT ? Optional.empty() : Optional.of(term(token, number));
    }

    /** A token by its number in the dictionary. */
    public Term term(int number) {
        return term(snapshot.dictionary().token(number), number);
    }

    private Term term(String token, int number) {
        return new Term(token, number, snapshot.dictionary().documents(number));
    }

    /** The dictionary of the index. */
    public Dictionary dictionary() {
        return snapshot.dictionary();
    }

    /**
     * The documents that hold all the keys, the best by sum of weights, in ascending order.
     *
     * @param keys at least one; repetitions count once
     * @param limit how many at most; a single set is given whole, as addok gives it
     */
    public int[] intersect(List<? extends Key> keys, int limit) {
        ordered.clear();
        for (Key key : keys) {
            if (!ordered.contains(key)) {
                ordered.add(key);
            }
        }
        if (ordered.size() == 1 && ordered.getFirst() instanceof DocumentSet set) {
            return set.toArray();
        }
        ordered.sort(RAREST_FIRST);
        try {
            start(ordered);
            return Intersection.ascending(intersection.best(cursors, ordered.size(), limit));
        } catch (IOException unreadable) {
            throw new IndexException(
                    "cannot read the index: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * The tokens beside the keys; empty where there are no keys, or so many documents hold them all
     * that trying the candidates one by one costs less.
     *
     * @param candidates how many tokens would be tried
     */
    public Optional<Companions> companions(List<? extends Key> keys, int candidates) {
        ordered.clear();
        ordered.addAll(keys);
        ordered.sort(RAREST_FIRST);
        if (ordered.isEmpty() || candidates < 2) {
            return Optional.empty();
        }
        int[] rows = pairRows(ordered);
        if (rows.length == 1 && ordered.size() == 1) {
            return Optional.of(companions.of(rows));
        }
        int most = Companions.mostDocuments(candidates, rows.length > 0);
        try {
            start(ordered);
            int found = intersection.all(cursors, ordered.size(), most);
            if (found <= most) {
                return Optional.of(companions.of(intersection.found(), found));
            }
            return rows.length > 0 ? Optional.of(companions.of(rows)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new IndexException(
                    "cannot read the index: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The rows that the keys have among the pairs, the rarest first. */
    private int[] pairRows(List<Key> keys) {
        int[] rows = new int[keys.size()];
        int n = 0;
        for (Key key : keys) {
            int row = key instanceof Term term ? pairRow(term) : TokenPairs.NO_ROW;
            if (row != TokenPairs.NO_ROW) {
                rows[n++] = row;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    private int pairRow(Term term) {
        return TokenPairs.hasRow(term.documents(), documents())
                ? snapshot.pairs().row(term.number())
                : TokenPairs.NO_ROW;
    }

    /**
     * The first documents of a token, heaviest first.
     *
     * @param limit how many, at most {@link HeaviestDocuments#KEPT} for a token that has them kept
     */
    public int[] heaviest(Term term, int limit) {
        Optional<int[]> kept = snapshot.heaviest().of(term.number());
        if (kept.isPresent() && limit <= HeaviestDocuments.KEPT) {
            return Arrays.copyOf(kept.get(), Math.min(limit, kept.get().length));
        }
        ordered.clear();
        ordered.add(term);
        try {
            start(ordered);
            return intersection.best(cursors, 1, limit).heaviestFirst();
        } catch (IOException unreadable) {
            throw new IndexException(
                    "cannot read the index: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whether a document holds all the keys. */
    public boolean holds(int document, List<? extends Key> keys) {
        try {
            for (Key key : keys) {
                Optional<FixedBitSet> bits =
                        key instanceof Term term
                                ? snapshot.denseTokens()
                                        .of(term.number())
                                        .map(DenseTokens.Token::bits)
                                : Optional.empty();
                if (bits.isPresent()) {
                    if (!bits.get().get(document)) {
                        return false;
                    }
                    continue;
                }
                ordered.clear();
                ordered.add(key);
                start(ordered);
                if (cursors[0].reach(document) != document) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            throw new IndexException(
                    "cannot read the index: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whether any document holds both tokens: what addok keeps as pairs. */
    public boolean together(Term one, Term other) {
        int row = pairRow(one);
        if (row != TokenPairs.NO_ROW) {
            return snapshot.pairs().contains(row, other.number());
        }
        row = pairRow(other);
        if (row != TokenPairs.NO_ROW) {
            return snapshot.pairs().contains(row, one.number());
        }
        ordered.clear();
        ordered.add(one);
        ordered.add(other);
        ordered.sort(RAREST_FIRST);
        try {
            start(ordered);
            return intersection.meet(cursors[0], cursors[1]);
        } catch (IOException unreadable) {
            throw new IndexException(
                    "cannot read the index: " + unreadable.getMessage(), unreadable);
        }
    }

    private void start(List<Key> keys) throws IOException {
        if (cursors.length < keys.size()) {
            int before = cursors.length;
            cursors = ArrayUtil.growExact(cursors, Math.max(16, keys.size()));
            for (int i = before; i < cursors.length; i++) {
                cursors[i] = new Cursor();
            }
        }
        boolean unpack = keys.size() > 1 && keys.getFirst().documents() > unpacked.worthFrom();
        for (int i = 0; i < keys.size(); i++) {
            switch (keys.get(i)) {
                case Term term -> start(cursors[i], term, unpack);
                case DocumentSet set -> cursors[i].start(set);
            }
        }
    }

    private void start(Cursor cursor, Term term, boolean unpack) throws IOException {
        double elsewhere = snapshot.dictionary().weightElsewhere(term.number());
        Optional<DenseTokens.Token> dense = snapshot.denseTokens().of(term.number());
        if (dense.isPresent()) {
            cursor.start(dense.get(), elsewhere);
        } else {
            seek(term);
            if (unpack) {
                cursor.start(tokens, unpacked.of(term.number(), tokens), elsewhere);
            } else {
                cursor.start(tokens, elsewhere);
            }
        }
    }

    /** Moves to a term; where its postings are is remembered for the rest of the query. */
    private void seek(Term term) throws IOException {
        int length = term.text().length();
        tokenBytes.bytes = ArrayUtil.grow(tokenBytes.bytes, length);
        for (int i = 0; i < length; i++) {
            tokenBytes.bytes[i] = (byte) term.text().charAt(i);
        }
        tokenBytes.length = length;
        for (int i = 0; i < seenCount; i++) {
            if (seen[i] == term.number()) {
                tokens.seekExact(tokenBytes, states[i]);
                return;
            }
        }
        if (!tokens.seekExact(tokenBytes)) {
            throw new IndexException(
                    "the index is damaged: its dictionary has \""
                            + term.text()
                            + "\", its postings have not; build it again or restore it");
        }
        seen = ArrayUtil.grow(seen, seenCount + 1);
        states = ArrayUtil.grow(states, seenCount + 1);
        seen[seenCount] = term.number();
        states[seenCount++] = tokens.termState();
    }

    /** The words of names and cities. */
    public WordTrie words() {
        return snapshot.words();
    }

    /** How many documents there are, numbered from 0. */
    public int documents() {
        return snapshot.segment().maxDoc();
    }

    /** Tells of every document of a key, in ascending order. */
    public void forEach(Key key, IntConsumer visitor) {
        ordered.clear();
        ordered.add(key);
        try {
            start(ordered);
            for (int document = cursors[0].reach(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = cursors[0].reach(document + 1)) {
                visitor.accept(document);
            }
        } catch (IOException unreadable) {
            throw new IndexException(
                    "cannot read the index: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Tells of those of some documents that a key has. */
    public void forEach(Key key, int[] ascending, int count, IntConsumer visitor) {
        ordered.clear();
        ordered.add(key);
        try {
            start(ordered);
            for (int i = 0; i < count; i++) {
                int reached = cursors[0].reach(ascending[i]);
                if (reached == ascending[i]) {
                    visitor.accept(reached);
                } else if (reached == DocIdSetIterator.NO_MORE_DOCS) {
                    return;
                }
            }
        } catch (IOException unreadable) {
            throw new IndexException(
                    "cannot read the index: " + unreadable.getMessage(), unreadable);
        }
    }

    /** The documents that have any of the values. */
    public DocumentSet filter(String name, List<String> values) {
        List<DocumentSet> sets = new ArrayList<>();
        for (String value : values) {
            String term = Schema.filterTerm(name, value);
            DocumentSet dense = snapshot.denseFilters().get(term);
            sets.add(
                    dense != null
                            ? dense
                            : DocumentSet.of(term, filters.documents(new BytesRef(term))));
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

    /** The documents with a point in any of the cells; see {@link Cells}. */
    public DocumentSet cells(long[] wanted) {
        int[] documents = new int[64];
        int n = 0;
        for (long cell : wanted) {
            int[] more = cell(cell);
            documents = ArrayUtil.grow(documents, n + more.length);
            System.arraycopy(more, 0, documents, n, more.length);
            n += more.length;
        }
        return DocumentSet.of("cells", DocumentSet.sortedDistinct(documents, n));
    }

    /** The documents with a point in a cell, ascending; see {@link Cells}. */
    public int[] cell(long wanted) {
        Cells.writeTerm(wanted, cellBytes.bytes);
        cellBytes.length = cellBytes.bytes.length;
        return cells.documents(cellBytes);
    }

    /** A search outward from a point; one at a time, of this thread. */
    public Outward outward(double latitude, double longitude) {
        return new Outward(snapshot.segment(), snapshot.nearbyCells(), latitude, longitude);
    }

    /** Whether a document is in a set. */
    public boolean contains(DocumentSet set, int document) {
        return set.contains(document);
    }

    /** The document with an identifier. */
    public Optional<Integer> document(String id) {
        int[] documents = ids.documents(new BytesRef(id));
        return documents.length == 0 ? Optional.empty() : Optional.of(documents[0]);
    }

    /** What ranking reads of a document; good until the next call. */
    public RankRecord rank(int document) {
        rank.read(ranks.get(document));
        return rank;
    }

    /** What answers show. */
    public Answers answers() {
        return answers;
    }

    /** A document's importance. */
    public double importance(int document) {
        return snapshot.documents().importance(document);
    }

    /** Reads the postings of rare terms whole. */
    private static final class PostingReader {

        private final TermsEnum terms;
        private PostingsEnum postings;
        private int[] buffer = new int[64];

        PostingReader(org.apache.lucene.index.LeafReader segment, String field) throws IOException {
            terms =
                    segment.terms(field) == null
                            ? TermsEnum.EMPTY
                            : segment.terms(field).iterator();
        }

        int[] documents(BytesRef term) {
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
                throw new IndexException(
                        "cannot read the index: " + unreadable.getMessage(), unreadable);
            }
        }
    }
}
