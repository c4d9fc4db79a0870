package io.odonym.index;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;

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
    private final BestDocuments best = new BestDocuments();
    private int[] found = new int[256];
    private boolean allBits;
    private long[][] words = {};

    Intersection(Snapshot snapshot) {
        this.snapshot = snapshot;
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
        start(cursors, count);
        NameGroups groups = snapshot.groups();
        int groupEnd = 0;
        int nameCode = 0;
        int longerCode = 0;
        int document = next(cursors, count, 0);
        while (document != DocIdSetIterator.NO_MORE_DOCS) {
            if (document >= groupEnd) {
                int group = groups.group(document);
                groupEnd = groups.end(group);
                nameCode = groups.codeOfGroup(group);
                longerCode = Boost.longerNameCode(nameCode);
            }
            double importance = snapshot.documents().importance(document);
            double inName = Boost.weight(nameCode, importance);
            if (best.isFull()) {
                if (ceiling(cursors, count, inName) < best.worstSum()) {
                    document = next(cursors, count, groupEnd);
                    continue;
                }
                double inLongerName = Boost.weight(longerCode, importance);
                if (ceiling(cursors, count, document, inName, inLongerName) < best.worstSum()) {
                    document = next(cursors, count, document + 1);
                    continue;
                }
            }
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += cursors[i].weight(document, importance, inName);
            }
            best.offer(document, sum, importance);
            document = next(cursors, count, document + 1);
        }
        return best;
    }

    /**
     * Finds all documents that hold the keys, ascending.
     *
     * @param most how many at most; one more tells that there are more
     * @return how many
     */
    int all(Cursor[] cursors, int count, int most) throws IOException {
        int n = 0;
        start(cursors, count);
        int document = next(cursors, count, 0);
        while (document != DocIdSetIterator.NO_MORE_DOCS && n <= most) {
            found = ArrayUtil.grow(found, n + 1);
            found[n++] = document;
            document = next(cursors, count, document + 1);
        }
        return n;
    }

    /** What {@link #all} found, good until its next call. */
    int[] found() {
        return found;
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

    /**
     * Sees how the cursors move: where all have bits, sixty-four documents are compared at once.
     */
    private void start(Cursor[] cursors, int count) {
        allBits = true;
        if (words.length < count) {
            words = new long[count][];
        }
        for (int i = 0; i < count; i++) {
            allBits &= cursors[i].isBits();
            if (allBits) {
                words[i] = cursors[i].bits();
            }
        }
    }

    /** The first document, from one on, that holds all keys. */
    private int next(Cursor[] cursors, int count, int from) throws IOException {
        if (allBits) {
            return nextOfBits(count, from);
        }
        int document = cursors[0].reach(from);
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
            return document;
        }
        return document;
    }

    private int nextOfBits(int count, int from) {
        long[] first = words[0];
        int at = from >>> 6;
        long mask = -1L << from;
        while (at < first.length) {
            long common = first[at] & mask;
            for (int i = 1; common != 0 && i < count; i++) {
                common &= words[i][at];
            }
            if (common != 0) {
                return (at << 6) + Long.numberOfTrailingZeros(common);
            }
            mask = -1L;
            at++;
        }
        return DocIdSetIterator.NO_MORE_DOCS;
    }

    /**
     * The most that the weights of a document may add up to, or of one after it in its group, which
     * is no more important.
     */
    private static double ceiling(Cursor[] cursors, int count, double inName) {
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += Math.max(inName, cursors[i].largestElsewhere());
        }
        return sum;
    }

    /** The most that the weights of this document may add up to. */
    private static double ceiling(
            Cursor[] cursors, int count, int document, double inName, double inLongerName) {
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += cursors[i].ceiling(document, inName, inLongerName);
        }
        return sum;
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
