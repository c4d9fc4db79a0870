package io.odonym.rank;

/** The highest scores seen so far, up to a limit. Not thread-safe. */
final class TopScores {

    private static final int INITIAL_CAPACITY = 8;

    /** The scores in descending order. */
    private double[] scores = new double[INITIAL_CAPACITY];

    private int limit;
    private int count;

    /** Removes all scores and sets the maximum number of scores to keep. */
    void start(int newLimit) {
        limit = newLimit;
        count = 0;
        if (scores.length < limit) {
            scores = new double[limit];
        }
    }

    /**
     * Returns whether a candidate cannot be among the best because enough candidates have a higher
     * score. A candidate with the same score as the last of them is not excluded.
     *
     * @param maxScore an upper bound of the candidate's score
     */
    boolean excludes(double maxScore) {
        return count == limit && maxScore < scores[limit - 1];
    }

    /** Adds a score if it is among the highest. */
    void add(double score) {
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
