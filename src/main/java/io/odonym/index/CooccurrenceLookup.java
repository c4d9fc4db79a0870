package io.odonym.index;

import io.odonym.index.postings.PostingsIteratorFactory;
import io.odonym.index.store.IndexException;
import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.CooccurrenceTable;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.topk.Conjunction;

import org.apache.lucene.search.DocIdSetIterator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Determines which terms occur in the same documents, from the {@link CooccurrenceTable} or by
 * intersecting posting lists. Not thread-safe.
 */
final class CooccurrenceLookup {

    private final AddressIndex index;
    private final PostingsIteratorFactory iteratorFactory;
    private final Conjunction conjunction = new Conjunction();
    private final List<ConjunctionClause> sortedKeys = new ArrayList<>();
    private final CooccurringTerms cooccurringTerms;

    CooccurrenceLookup(AddressIndex index, PostingsIteratorFactory iteratorFactory) {
        this.index = index;
        this.iteratorFactory = iteratorFactory;
        this.cooccurringTerms = new CooccurringTerms(index);
    }

    /** Implements {@link IndexLookup#cooccurringTerms}. */
    Optional<CooccurringTerms> cooccurringTerms(
            List<? extends ConjunctionClause> keys, int candidateCount) {
        sortedKeys.clear();
        sortedKeys.addAll(keys);
        sortedKeys.sort(ConjunctionClause.RAREST_FIRST);
        if (sortedKeys.isEmpty() || candidateCount < 2) {
            return Optional.empty();
        }
        int[] rows = rows(sortedKeys);
        if (rows.length == 1 && sortedKeys.size() == 1) {
            return Optional.of(cooccurringTerms.resetToRows(rows));
        }
        int maxDocuments = CooccurringTerms.maxDocuments(candidateCount, rows.length > 0);
        try {
            conjunction.reset(iteratorFactory.iterators(sortedKeys), sortedKeys.size());
            int found = conjunction.collect(maxDocuments);
            if (found <= maxDocuments) {
                return Optional.of(
                        cooccurringTerms.resetToDocuments(conjunction.documents(), found));
            }
            return rows.length > 0
                    ? Optional.of(cooccurringTerms.resetToRows(rows))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }

    /**
     * Returns the table rows of the keys, in the order of the keys. Keys without a row are skipped.
     */
    private int[] rows(List<ConjunctionClause> keys) {
        int[] rows = new int[keys.size()];
        int n = 0;
        for (ConjunctionClause key : keys) {
            int row = key instanceof IndexedTerm term ? row(term) : CooccurrenceTable.NO_ROW;
            if (row != CooccurrenceTable.NO_ROW) {
                rows[n++] = row;
            }
        }
        return Arrays.copyOf(rows, n);
    }

    private int row(IndexedTerm term) {
        return CooccurrenceTable.hasRow(term.documentCount(), index.documentCount())
                ? index.termCooccurrence().row(term.ordinal())
                : CooccurrenceTable.NO_ROW;
    }

    /** Implements {@link IndexLookup#cooccur}. */
    boolean cooccur(IndexedTerm one, IndexedTerm other) {
        int row = row(one);
        if (row != CooccurrenceTable.NO_ROW) {
            return index.termCooccurrence().contains(row, other.ordinal());
        }
        row = row(other);
        if (row != CooccurrenceTable.NO_ROW) {
            return index.termCooccurrence().contains(row, one.ordinal());
        }
        sortedKeys.clear();
        sortedKeys.add(one);
        sortedKeys.add(other);
        sortedKeys.sort(ConjunctionClause.RAREST_FIRST);
        try {
            conjunction.reset(iteratorFactory.iterators(sortedKeys), 2);
            return conjunction.next(0) != DocIdSetIterator.NO_MORE_DOCS;
        } catch (IOException unreadable) {
            throw IndexException.unreadable(unreadable);
        }
    }
}
