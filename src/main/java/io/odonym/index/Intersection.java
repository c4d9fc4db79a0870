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
 * can enter the best, the lookup ends. Of dense tokens ({@link DenseTokens}) it goes on more
 * quickly within a group of equally long names: once a document whose name holds all keys is no
 * longer good enough, none to come whose name does is, since they weigh the same but for their
 * importance.
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
    private boolean allDense;
    private long[][] words = {};
    private long[][] namedWords = {};

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
        ImportanceBounds bounds = snapshot.importanceBounds();
        int groupEnd = 0;
        int nameCode = 0;
        boolean namedOver = false;
        int blockEnd = 0;
        double blockCeiling = 0;
        int document = next(cursors, count, 0);
        while (document != DocIdSetIterator.NO_MORE_DOCS) {
            if (document >= groupEnd) {
                int group = groups.group(document);
                groupEnd = groups.end(group);
                nameCode = groups.codeOfGroup(group);
                namedOver = allDense && Boost.tokens(nameCode) < count;
                blockEnd = document;
            }
            if (best.isFull()) {
                double most = bounds.most(document);
                double mostInName = Boost.weight(nameCode, most);
                if (ceiling(cursors, count, mostInName) < best.worstSum()) {
                    document = next(cursors, count, groupEnd);
                    continue;
                }
                if (namedOver) {
                    if (document >= blockEnd) {
                        blockEnd = DenseTokens.blockEnd(document);
                        blockCeiling = ceilingElsewhere(cursors, count, document, most, mostInName);
                    }
                    if (blockCeiling < best.worstSum()) {
                        document = next(cursors, count, Math.min(blockEnd, groupEnd));
                        continue;
                    }
                }
                if (ceiling(cursors, count, document, most, mostInName) < best.worstSum()) {
                    namedOver |= isNamed(count, document);
                    document = after(cursors, count, document, groupEnd, namedOver);
                    continue;
                }
            }
            double importance = snapshot.documents().importance(document);
            double inName = Boost.weight(nameCode, importance);
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += cursors[i].weight(document, importance, inName);
            }
            boolean entered = best.offer(document, sum, importance);
            namedOver |= !entered && isNamed(count, document);
            document = after(cursors, count, document, groupEnd, namedOver);
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
        allDense = true;
        if (words.length < count) {
            words = new long[count][];
            namedWords = new long[count][];
        }
        for (int i = 0; i < count; i++) {
            allBits &= cursors[i].isBits();
            if (allBits) {
                words[i] = cursors[i].bits();
            }
            allDense &= cursors[i].isDense();
            if (allDense) {
                namedWords[i] = cursors[i].namedBits();
            }
        }
    }

    /** Whether all keys are dense tokens, and a document that holds them does in its name. */
    private boolean isNamed(int count, int document) {
        return allDense && (named(count, document >>> 6) >>> document & 1) != 0;
    }

    /**
     * The next document that holds all keys.
     *
     * @param namedOver leaves out those before the group's end whose names hold all keys
     */
    private int after(Cursor[] cursors, int count, int document, int groupEnd, boolean namedOver)
            throws IOException {
        if (!namedOver) {
            return next(cursors, count, document + 1);
        }
        int found = nextElsewhere(count, document + 1, groupEnd);
        return found < groupEnd ? found : next(cursors, count, groupEnd);
    }

    /**
     * The first document, from one on, that holds all keys, but not all in its name; the end where
     * there is none before. All keys are dense tokens.
     */
    private int nextElsewhere(int count, int from, int end) {
        int after = Math.min(words[0].length, (end + 63) >>> 6);
        long possible = -1L << from;
        for (int at = from >>> 6; at < after; at++) {
            long common = common(count, at) & possible;
            if (common != 0) {
                common &= ~named(count, at);
                if (common != 0) {
                    return (at << 6) + Long.numberOfTrailingZeros(common);
                }
            }
            possible = -1L;
        }
        return end;
    }

    /** Which of sixty-four documents hold all keys, dense tokens, in the shortest name. */
    private long named(int count, int word) {
        long named = namedWords[0][word];
        for (int i = 1; named != 0 && i < count; i++) {
            named &= namedWords[i][word];
        }
        return named;
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
        int length = words[0].length;
        int at = from >>> 6;
        if (at < length) {
            long common = common(count, at) & -1L << from;
            while (common == 0
                    && (at = nextOfTwo(words[0], words[count > 1 ? 1 : 0], at + 1)) < length) {
                common = common(count, at);
            }
            if (common != 0) {
                return (at << 6) + Long.numberOfTrailingZeros(common);
            }
        }
        return DocIdSetIterator.NO_MORE_DOCS;
    }

    /** Which of sixty-four documents hold all keys. */
    private long common(int count, int word) {
        long common = words[0][word];
        for (int i = 1; common != 0 && i < count; i++) {
            common &= words[i][word];
        }
        return common;
    }

    /** The first word, from one on, that the two rarest keys have a document in common in. */
    private static int nextOfTwo(long[] one, long[] other, int from) {
        int at = from;
        int last = one.length - 3;
        while (at < last
                && (one[at] & other[at]
                                | one[at + 1] & other[at + 1]
                                | one[at + 2] & other[at + 2]
                                | one[at + 3] & other[at + 3])
                        == 0) {
            at += 4;
        }
        while (at < one.length && (one[at] & other[at]) == 0) {
            at++;
        }
        return at;
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

    /** The same of a document of a block whose name does not hold all keys. */
    private static double ceilingElsewhere(
            Cursor[] cursors, int count, int document, double importance, double inName) {
        double all = ROUNDING;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double elsewhere = cursors[i].ceilingElsewhere(document, importance);
            double most = Math.max(inName, elsewhere);
            all += most;
            least = Math.min(least, most - elsewhere);
        }
        return all - least;
    }

    /** The most that the weights of this document may add up to. */
    private static double ceiling(
            Cursor[] cursors, int count, int document, double importance, double inName) {
        double sum = ROUNDING;
        for (int i = 0; i < count; i++) {
            sum += cursors[i].ceiling(document, importance, inName);
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
