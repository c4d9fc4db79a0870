package io.odonym.index.topk;

import io.odonym.index.postings.PostingsIterator;
import io.odonym.index.postings.TokenPostingsIterator;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;

import java.io.IOException;

/**
 * The documents that hold all of several keys, in ascending order.
 *
 * <p>The rarest key leads, the others follow it. Where all have bits, sixty-four documents are
 * compared at once; where only the followers have, the leader's postings ask them by dozens (see
 * {@link TokenPostingsIterator#reachHeld}). One thread at a time.
 */
public final class Conjunction {

    private PostingsIterator[] cursors = {};
    private int count;
    private boolean allBits;
    private boolean followersBits;

    /** Whether the followers are dense tokens, and what leads is a token too. */
    private boolean namesKnown;

    private long[][] words = {};
    private long[][] namedWords = {};
    private int[] found = new int[256];

    /**
     * Starts on some keys.
     *
     * @param newCursors on the keys, in ascending order of their document counts
     * @param newCount how many cursors there are
     */
    public void start(PostingsIterator[] newCursors, int newCount) {
        cursors = newCursors;
        count = newCount;
        followersBits = count > 1;
        if (words.length < count) {
            words = new long[count][];
            namedWords = new long[count][];
        }
        namesKnown = cursors[0].isDense() || cursors[0].isPostings() && count > 1;
        for (int i = 0; i < count; i++) {
            if (cursors[i].isBits()) {
                words[i] = cursors[i].bits();
            } else if (i > 0) {
                followersBits = false;
            }
            if (cursors[i].isDense()) {
                namedWords[i] = cursors[i].namedBits();
            } else if (i > 0) {
                namesKnown = false;
            }
        }
        allBits = cursors[0].isBits() && (followersBits || count == 1);
        followersBits &= cursors[0].isPostings();
    }

    /**
     * Whether it is known which documents hold all keys in the shortest name: where all are dense
     * tokens, but for a rarer one that leads.
     */
    boolean areNamesKnown() {
        return namesKnown;
    }

    /** The first document, from one on, that holds all keys; not before an earlier answer. */
    public int next(int from) throws IOException {
        if (allBits) {
            return nextOfBits(from);
        }
        if (followersBits) {
            return cursors[0].reachHeld(from, words, count);
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

    /**
     * Finds all documents that hold the keys, ascending.
     *
     * @param most how many at most; one more tells that there are more
     * @return how many
     */
    public int all(int most) throws IOException {
        int n = 0;
        int document = next(0);
        while (document != DocIdSetIterator.NO_MORE_DOCS && n <= most) {
            found = ArrayUtil.grow(found, n + 1);
            found[n++] = document;
            document = next(document + 1);
        }
        return n;
    }

    /** What {@link #all} found, good until its next call. */
    public int[] found() {
        return found;
    }

    private int nextOfBits(int from) {
        int length = words[0].length;
        int at = from >>> 6;
        if (at < length) {
            long common = common(at) & -1L << from;
            while (common == 0
                    && (at = nextOfTwo(words[0], words[count > 1 ? 1 : 0], at + 1)) < length) {
                common = common(at);
            }
            if (common != 0) {
                return (at << 6) + Long.numberOfTrailingZeros(common);
            }
        }
        return DocIdSetIterator.NO_MORE_DOCS;
    }

    /** Which of sixty-four documents hold all keys. */
    private long common(int word) {
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
     * Whether it is known that the document where the cursors stand holds all keys in its shortest
     * name.
     *
     * @param nameCode the code of a token's weight in that name
     */
    boolean isNamed(int document, int nameCode) {
        return namesKnown
                && (allBits || cursors[0].code() == nameCode)
                && (named(document >>> 6) >>> document & 1) != 0;
    }

    /**
     * The first document, from one on, that holds all keys, but not all in its shortest name; the
     * end where there is none before. To be asked where {@link #areNamesKnown}.
     *
     * @param nameCode the code of a token's weight in the shortest name of documents before the end
     */
    int nextElsewhere(int from, int end, int nameCode) throws IOException {
        if (!allBits) {
            return cursors[0].reachElsewhere(from, end, words, namedWords, count, nameCode);
        }
        int after = Math.min(words[0].length, (end + 63) >>> 6);
        long possible = -1L << from;
        for (int at = from >>> 6; at < after; at++) {
            long common = common(at) & possible;
            if (common != 0) {
                common &= ~named(at);
                if (common != 0) {
                    return (at << 6) + Long.numberOfTrailingZeros(common);
                }
            }
            possible = -1L;
        }
        return end;
    }

    /** Which of sixty-four documents hold all keys, postings aside, in the shortest name. */
    private long named(int word) {
        long named = -1L;
        for (int i = allBits ? 0 : 1; named != 0 && i < count; i++) {
            named &= namedWords[i][word];
        }
        return named;
    }
}
