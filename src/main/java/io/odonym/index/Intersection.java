package io.odonym.index;

import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;

import java.io.IOException;
import java.util.Arrays;

/**
 * The best documents that hold all of several keys.
 *
 * <p>The rarest key leads, the others follow it. Weights are added in ascending order of the keys'
 * document counts, as Redis adds them, so that sums agree to the last bit. Documents come with the
 * shortest names first and, among equally long ones, the most important: as soon as nothing to come
 * can enter the best, the lookup ends.
 *
 * <p>One thread at a time.
 */
final class Intersection {

    /** Sums of doubles in another order may differ by this much. */
    private static final double ROUNDING = 1e-9;

    private final Snapshot snapshot;
    private NumericDocValues importances;
    private final BestDocuments best = new BestDocuments();

    Intersection(Snapshot snapshot) throws IOException {
        this.snapshot = snapshot;
        this.importances = snapshot.segment().getNumericDocValues(Schema.IMPORTANCE);
    }

    /**
     * Looks up the best documents.
     *
     * @param cursors on the keys, in ascending order of their document counts
     * @param count how many cursors there are
     * @param limit how many documents to find
     */
    BestDocuments best(Cursor[] cursors, int count, int limit) throws IOException {
        best.reset(limit);
        int document = cursors[0].reach(0);
        next:
        while (document != DocIdSetIterator.NO_MORE_DOCS) {
            for (int i = 1; i < count; i++) {
                int reached = cursors[i].reach(document);
                if (reached != document) {
                    document =
                            reached == DocIdSetIterator.NO_MORE_DOCS
                                    ? reached
                                    : cursors[0].reach(reached);
                    continue next;
                }
            }
            double importance = importance(document);
            if (best.isFull() && ceiling(cursors, count, document, importance) < best.worstSum()) {
                int groupEnd = snapshot.groups().end(document);
                document = cursors[0].reach(groupEnd);
                continue;
            }
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += cursors[i].weight(document, importance);
            }
            best.offer(document, sum, importance);
            document = cursors[0].reach(document + 1);
        }
        return best;
    }

    /** Whether a document holds both keys. */
    boolean meet(Cursor rare, Cursor other) throws IOException {
        int document = rare.reach(0);
        while (document != DocIdSetIterator.NO_MORE_DOCS) {
            int reached = other.reach(document);
            if (reached == document) {
                return true;
            }
            document = reached == DocIdSetIterator.NO_MORE_DOCS ? reached : rare.reach(reached);
        }
        return false;
    }

    /** The most that the weights of a document, or of one after it in its group, may add up to. */
    private double ceiling(Cursor[] cursors, int count, int document, double importance) {
        double inName = snapshot.groups().largestWeight(document, importance);
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += Math.max(inName, cursors[i].largestElsewhere());
        }
        return sum;
    }

    double importance(int document) throws IOException {
        if (document < importances.docID()) {
            importances = snapshot.segment().getNumericDocValues(Schema.IMPORTANCE);
        }
        boolean present = importances.advanceExact(document);
        assert present;
        return Double.longBitsToDouble(importances.longValue());
    }

    /** Sorts the documents found in ascending order. */
    static int[] ascending(BestDocuments best) {
        int[] documents = new int[best.size()];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = best.document(i);
        }
        Arrays.sort(documents);
        return documents;
    }
}
