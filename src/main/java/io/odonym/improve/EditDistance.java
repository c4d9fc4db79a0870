package io.odonym.improve;

/** How many letters must be put in, left out, replaced or swapped with a neighbour. */
final class EditDistance {

    private EditDistance() {}

    /**
     * The number of edits between two words, with neighbours that are swapped once and not touched
     * again (optimal string alignment).
     *
     * @param most beyond so many the answer is {@code most + 1}
     */
    static int between(String one, String other, int most) {
        int m = one.length();
        int n = other.length();
        if (Math.abs(m - n) > most) {
            return most + 1;
        }
        int[] before = new int[n + 1];
        int[] last = new int[n + 1];
        int[] row = new int[n + 1];
        for (int j = 0; j <= n; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= m; i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= n; j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                int cost =
                        Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > most) {
                return most + 1;
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return Math.min(last[n], most + 1);
    }
}
