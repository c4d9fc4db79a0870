package io.odonym.rank;

/** The best scores so far, as many as are asked for: what else there is must beat the last. */
final class TopScores {

    private double[] scores = new double[8];
    private int limit;
    private int count;

    /** Starts without any. */
    void start(int newLimit) {
        limit = newLimit;
        count = 0;
        if (scores.length < limit) {
            scores = new double[limit];
        }
    }

    /** Whether what scores no more than this is not among the best, not even as an equal. */
    boolean excludes(double most) {
        return count == limit && most < scores[limit - 1];
    }

    /** Takes in a score. */
    void enter(double score) {
        if (count == limit && score <= scores[limit - 1]) {
            return;
        }
        int at = count < limit ? count++ : limit - 1;
        while (at > 0 && scores[at - 1] < score) {
            scores[at] = scores[at - 1];
            at--;
        }
        scores[at] = score;
    }
}
