package io.odonym.improve;

import io.odonym.index.IndexLookup;
import io.odonym.model.JsonObject;

import java.util.List;

/**
 * Selects the place that may replace the first plain result if the street and the city of this
 * result match the query. A relaxed result may then differ from it only in the house number.
 *
 * <p>A city may have the same street several times: one for each postcode, or with another spelling
 * such as "Rue du 8 Mai" and "Rue du Huit Mai". The street that has the requested house number is
 * preferred.
 */
final class SameStreetSelector {

    /**
     * The maximum cost of another spelling of the name of a street: a number in words, an
     * abbreviation, or a missing street type.
     */
    static final double MAX_SPELLING_COST = 0.3;

    private final IndexLookup lookup;

    SameStreetSelector(IndexLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * Moves the relaxed result that may replace the first plain result to the start of the list.
     *
     * @param candidates the relaxed results, best first
     * @param document the place of the first plain result
     * @return false if no candidate may replace the plain result
     */
    boolean moveFirst(List<AlignedCandidate> candidates, int document) {
        int same = -1;
        for (int i = 0; i < candidates.size(); i++) {
            same = candidates.get(i).document() == document ? i : same;
        }
        if (same < 0) {
            return false;
        }
        AlignedCandidate street = candidates.get(same);
        int chosen = same;
        for (int i = 0; i < same && !street.houseNumber().isFound(); i++) {
            AlignedCandidate other = candidates.get(i);
            if (other.houseNumber().isFound() && isSameStreet(street, other)) {
                chosen = i;
                break;
            }
        }
        candidates.addFirst(candidates.remove(chosen));
        return true;
    }

    /**
     * Returns whether another street has the same name in the same city, or a name that matches the
     * query except for its spelling.
     */
    private boolean isSameStreet(AlignedCandidate street, AlignedCandidate other) {
        JsonObject one = lookup.storedPlaces().attributes(street.document());
        JsonObject two = lookup.storedPlaces().attributes(other.document());
        boolean sameName =
                other.placeCost() <= street.placeCost()
                        && one.text("name").equals(two.text("name"));
        boolean otherSpelling =
                other.placeCost() <= street.placeCost() + MAX_SPELLING_COST
                        && other.conflicts().isEmpty();
        return (sameName || otherSpelling) && one.text("city").equals(two.text("city"));
    }
}
