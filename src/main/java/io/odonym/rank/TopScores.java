package io.odonym.rank;

/** Keeps the highest scores, up to a maximum number. Not thread-safe. */
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
     * Returns whether a candidate cannot be among the best, because the maximum number of scores is
     * kept and all of them are higher. A score equal to the lowest kept score is not excluded.
     *
     * @param maxScore an upper bound on the candidate's score
     */
    boolean excludes(double maxScore) {
        return count == limit && maxScore < scores[limit - 1];
    }

    /** Adds a score if it is one of the highest. */
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
