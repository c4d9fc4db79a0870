package io.odonym.index.topk;

import io.odonym.index.postings.PostingsIterator;
import io.odonym.index.postings.TokenPostingsIterator;

import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;

import java.io.IOException;

/**
 * Iterates over the documents that contain all of several keys, in ascending order.
 *
 * <p>The iterator of the rarest key is the leader, and the remaining iterators are the followers.
 * There are three strategies:
 *
 * <ul>
 *   <li>If all keys have bitsets, the bitsets are intersected 64 documents at a time.
 *   <li>If only the followers have bitsets, batches of the leader's postings are tested against
 *       them (see {@link TokenPostingsIterator#advanceToIntersection}).
 *   <li>Otherwise the iterators leapfrog.
 * </ul>
 *
 * <p>An instance is reused across lookups. Not thread-safe.
 */
public final class Conjunction {

    private PostingsIterator[] iterators = {};
    private int count;
    private boolean allBitsets;
    private boolean followersAreBitsets;
    private boolean shortestNamesKnown;
    private long[][] bitsets = {};
    private long[][] nameBits = {};
    private int[] documents = new int[256];

    /**
     * Resets the conjunction to a new list of keys.
     *
     * @param newIterators the iterators of the keys, in ascending order of document counts; the
     *     array may be longer than the number of keys
     * @param newCount the number of keys, at least 1
     */
    public void reset(PostingsIterator[] newIterators, int newCount) {
        iterators = newIterators;
        count = newCount;
        followersAreBitsets = count > 1;
        if (bitsets.length < count) {
            bitsets = new long[count][];
            nameBits = new long[count][];
        }
        shortestNamesKnown = iterators[0].isDense() || iterators[0].isPostings() && count > 1;
        for (int i = 0; i < count; i++) {
            if (iterators[i].isBitset()) {
                bitsets[i] = iterators[i].bits();
            } else if (i > 0) {
                followersAreBitsets = false;
            }
            if (iterators[i].isDense()) {
                nameBits[i] = iterators[i].nameBits();
            } else if (i > 0) {
                shortestNamesKnown = false;
            }
        }
        allBitsets = iterators[0].isBitset() && (followersAreBitsets || count == 1);
        followersAreBitsets &= iterators[0].isPostings();
    }

    /**
     * Returns whether {@link #isInShortestName} and {@link #nextOutsideName} are supported. This is
     * the case if all followers are dense terms and the leader is a dense term or the posting list
     * of a term.
     */
    boolean areShortestNamesKnown() {
        return shortestNamesKnown;
    }

    /**
     * Returns the first document at or after a target that contains all keys, or {@link
     * DocIdSetIterator#NO_MORE_DOCS}.
     *
     * @param target the document to start from; must not be less than a document that an earlier
     *     call returned
     */
    public int next(int target) throws IOException {
        if (allBitsets) {
            return nextInBitsets(target);
        }
        if (followersAreBitsets) {
            return iterators[0].advanceToIntersection(target, bitsets, count);
        }
        int document = iterators[0].advance(target);
        next:
        while (document != DocIdSetIterator.NO_MORE_DOCS) {
            for (int i = 1; i < count; i++) {
                int follower = iterators[i].advance(document);
                if (follower != document) {
                    document =
                            follower == DocIdSetIterator.NO_MORE_DOCS
                                    ? follower
                                    : iterators[0].advance(follower);
                    continue next;
                }
            }
            return document;
        }
        return document;
    }

    /**
     * Collects the documents that contain all keys, in ascending order; see {@link #documents}.
     *
     * @param maxCount the maximum number of documents; one extra document is collected if more
     *     documents match
     * @return the number of collected documents, at most {@code maxCount + 1}
     */
    public int collect(int maxCount) throws IOException {
        int n = 0;
        int document = next(0);
        while (document != DocIdSetIterator.NO_MORE_DOCS && n <= maxCount) {
            documents = ArrayUtil.grow(documents, n + 1);
            documents[n++] = document;
            document = next(document + 1);
        }
        return n;
    }

    /**
     * Returns the array that {@link #collect} filled from index 0. The contents are valid until the
     * next call to {@link #collect}.
     */
    public int[] documents() {
        return documents;
    }

    private int nextInBitsets(int target) {
        int length = bitsets[0].length;
        int at = target >>> 6;
        if (at < length) {
            long common = common(at) & -1L << target;
            while (common == 0
                    && (at = nextCommonWord(bitsets[0], bitsets[count > 1 ? 1 : 0], at + 1))
                            < length) {
                common = common(at);
            }
            if (common != 0) {
                return (at << 6) + Long.numberOfTrailingZeros(common);
            }
        }
        return DocIdSetIterator.NO_MORE_DOCS;
    }

    /** Returns one 64-bit word of the intersection of all bitsets. */
    private long common(int word) {
        long common = bitsets[0][word];
        for (int i = 1; common != 0 && i < count; i++) {
            common &= bitsets[i][word];
        }
        return common;
    }

    /**
     * Returns the index of the first 64-bit word, starting at a given index, in which two bitsets
     * of equal length have a bit in common. Returns the length of the bitsets if no word matches.
     */
    private static int nextCommonWord(long[] one, long[] other, int from) {
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
     * Returns whether the shortest name of the current document is known to contain all keys.
     *
     * @param nameCode the weight code of the terms in that name
     */
    boolean isInShortestName(int document, int nameCode) {
        return shortestNamesKnown
                && (allBitsets || iterators[0].code() == nameCode)
                && (commonInNames(document >>> 6) >>> document & 1) != 0;
    }

    /**
     * Returns the first document at or after a target that contains all keys, but not all of them
     * in its shortest name. Returns {@code end} if no document before it matches. Supported only if
     * {@link #areShortestNamesKnown} returns true.
     *
     * @param end the end of the range, exclusive
     * @param nameCode the weight code of the terms in the shortest name of every document of the
     *     range
     */
    int nextOutsideName(int target, int end, int nameCode) throws IOException {
        if (!allBitsets) {
            return iterators[0].advanceOutsideName(target, end, bitsets, nameBits, count, nameCode);
        }
        int after = Math.min(bitsets[0].length, (end + 63) >>> 6);
        long inRange = -1L << target;
        for (int at = target >>> 6; at < after; at++) {
            long common = common(at) & inRange;
            if (common != 0) {
                common &= ~commonInNames(at);
                if (common != 0) {
                    return (at << 6) + Long.numberOfTrailingZeros(common);
                }
            }
            inRange = -1L;
        }
        return end;
    }

    /**
     * Returns one 64-bit word of the intersection of the name bitsets, which mark the documents
     * whose shortest name contains a term. A leader with a posting list has no bitset and is
     * ignored.
     */
    private long commonInNames(int word) {
        long common = -1L;
        for (int i = allBitsets ? 0 : 1; common != 0 && i < count; i++) {
            common &= nameBits[i][word];
        }
        return common;
    }
}
