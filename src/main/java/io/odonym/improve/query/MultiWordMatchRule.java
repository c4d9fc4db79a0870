package io.odonym.improve.query;

import java.util.List;

/** An improvement that matches a query term with several consecutive words of a place. */
public interface MultiWordMatchRule extends ImprovementRule {

    /**
     * Adds the matches between the query and a place.
     *
     * @param query the query
     * @param place the words of the place
     * @param matches the list that receives the matches
     */
    void addMatches(RelaxedQuery query, PlaceWords place, List<TermMatch> matches);
}
