package io.odonym.improve.query;

/** Computes how many single-letter edits separate two words. */
public final class EditDistance {

    private EditDistance() {}

    /**
     * Returns the optimal string alignment distance: the minimum number of insertions, deletions,
     * substitutions and swaps of adjacent letters, where no letter is edited twice.
     *
     * @param max the largest distance of interest
     * @return the distance, or {@code max + 1} if it is larger than {@code max}
     */
    public static int between(String one, String other, int max) {
        int m = one.length();
        int n = other.length();
        if (Math.abs(m - n) > max) {
            return max + 1;
        }
        int[] beforePrevious = new int[n + 1];
        int[] previous = new int[n + 1];
        int[] row = new int[n + 1];
        for (int j = 0; j <= n; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= m; i++) {
            row[0] = i;
            int rowMin = i;
            for (int j = 1; j <= n; j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int cost =
                        Math.min(
                                Math.min(previous[j], row[j - 1]) + 1,
                                previous[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost = Math.min(cost, beforePrevious[j - 2] + 1);
                }
                row[j] = cost;
                rowMin = Math.min(rowMin, cost);
            }
            if (rowMin > max) {
                return max + 1;
            }
            int[] spare = beforePrevious;
            beforePrevious = previous;
            previous = row;
            row = spare;
        }
        return Math.min(previous[n], max + 1);
    }

    /**
     * Returns whether the letters of two words rule out a small distance. One edit changes at most
     * two of the letters that only one of the words contains. The check is cheaper than {@link
     * #between}.
     *
     * @param letterMask the letters of one word, as returned by {@link WordForm#letterMask}
     * @param otherMask the letters of the other word
     * @param max the largest distance of interest
     * @return true if the distance is certainly larger than {@code max}
     */
    public static boolean exceeds(long letterMask, long otherMask, int max) {
        return Long.bitCount(letterMask ^ otherMask) > 2 * max;
    }
}
