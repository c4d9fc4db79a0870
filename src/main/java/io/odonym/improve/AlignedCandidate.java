package io.odonym.improve;

import io.odonym.improve.query.AddressConflict;

import java.util.Set;

/**
 * A place and the cost of matching the query with it.
 *
 * @param document the place
 * @param cost the cost of all terms and of the house number, in points
 * @param placeCost the cost without the house number
 * @param conflicts the parts of the address in which the place differs from the query
 * @param kilometres the distance between the centre of the request and the house number, or the
 *     place if no house number was found; 0 if the request has no centre
 * @param nearnessBonus the points that are deducted from the cost because the place is near the
 *     centre of the request; 0 if the request has no centre
 * @param importance the importance of the place, as imported, from 0 to 1
 * @param houseNumber the house number that was chosen from the query for this place
 * @param improvements the improvements that match the query with the place
 */
record AlignedCandidate(
        int document,
        double cost,
        double placeCost,
        Set<AddressConflict> conflicts,
        double kilometres,
        double nearnessBonus,
        double importance,
        HouseNumberInterpretationSelector.Choice houseNumber,
        AppliedImprovements improvements) {

    /** The number of points by which the maximum importance lowers the ranking cost of a place. */
    private static final double IMPORTANCE_WEIGHT = 0.3;

    /** Returns the key by which candidates are sorted, in ascending order. */
    double rankingCost() {
        return cost - nearnessBonus - IMPORTANCE_WEIGHT * importance;
    }
}
