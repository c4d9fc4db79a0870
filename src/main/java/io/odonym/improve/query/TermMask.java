package io.odonym.improve.query;

/**
 * Operations on sets of term indexes that are stored in a {@code long}: bit <i>i</i> is set if the
 * set contains the index <i>i</i>, from 0 to 63.
 */
public final class TermMask {

    private TermMask() {}

    /** Returns the set that contains one index. */
    public static long of(int index) {
        return 1L << index;
    }

    /**
     * Returns the set of consecutive indexes.
     *
     * @param from the first index
     * @param to the index after the last one
     */
    public static long range(int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= 1L << i;
        }
        return bits;
    }

    /** Returns whether a set contains an index. */
    public static boolean contains(long bits, int index) {
        return (bits >>> index & 1) != 0;
    }
}
