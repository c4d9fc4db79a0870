package io.odonym.improve;

/**
 * A place and what it costs to take the query for it.
 *
 * @param document its number in the index
 * @param cost of all its words and its house number
 * @param kilometres how far it is from the centre: its house number where that was found; 0 without
 *     a centre
 * @param near what that nearness is worth
 * @param importance as it was imported
 * @param number the house number that was found, or was not
 * @param improvements those that it took, a bit for each
 */
record AlignedCandidate(
        int document,
        double cost,
        double kilometres,
        double near,
        double importance,
        HouseNumberChooser.Judged number,
        int improvements) {

    private static final double IMPORTANCE_WORTH = 0.3;

    /** What places are ordered by. */
    double rankCost() {
        return cost - near - IMPORTANCE_WORTH * importance;
    }
}
