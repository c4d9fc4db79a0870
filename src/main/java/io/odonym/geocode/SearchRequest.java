package io.odonym.geocode;

import io.odonym.model.GeoPoint;

import java.util.Objects;
import java.util.Optional;

/**
 * A request for the places that match the text of an address (forward geocoding).
 *
 * @param query the text that the user typed
 * @param limit the maximum number of results to rank, 1 to 100
 * @param maxFeatures the maximum number of results to return as features, 1 to {@code limit}; the
 *     response has the score of the next result
 * @param autocomplete whether the last word may be a prefix
 * @param center a point of interest; places near it get a higher score
 * @param filters the restrictions; {@link Filters#NONE} for none
 * @param explain whether the response has an {@link Explanation}
 * @param improve whether to run a second, relaxed search if addok's algorithm finds no good result
 */
public record SearchRequest(
        String query,
        int limit,
        int maxFeatures,
        boolean autocomplete,
        Optional<GeoPoint> center,
        Filters filters,
        boolean explain,
        boolean improve) {

    public SearchRequest {
        Objects.requireNonNull(query);
        Objects.requireNonNull(center);
        Objects.requireNonNull(filters);
    }

    /**
     * Returns a request with autocomplete, but without a centre, filters, an explanation or
     * improvements.
     *
     * @param limit the maximum number of results, all of which are returned as features
     */
    public static SearchRequest of(String query, int limit) {
        return new SearchRequest(
                query, limit, limit, true, Optional.empty(), Filters.NONE, false, false);
    }

    /** Returns a copy with the given value of {@code autocomplete}. */
    public SearchRequest withAutocomplete(boolean enabled) {
        return new SearchRequest(
                query, limit, maxFeatures, enabled, center, filters, explain, improve);
    }

    /** Returns a copy with the given centre. */
    public SearchRequest withCenter(Optional<GeoPoint> point) {
        return new SearchRequest(
                query, limit, maxFeatures, autocomplete, point, filters, explain, improve);
    }

    /** Returns a copy with the given filters. */
    public SearchRequest withFilters(Filters restrictions) {
        return new SearchRequest(
                query, limit, maxFeatures, autocomplete, center, restrictions, explain, improve);
    }

    /** Returns a copy with the given value of {@code explain}. */
    public SearchRequest withExplain(boolean enabled) {
        return new SearchRequest(
                query, limit, maxFeatures, autocomplete, center, filters, enabled, improve);
    }

    /** Returns a copy with the given value of {@code improve}. */
    public SearchRequest withImprove(boolean enabled) {
        return new SearchRequest(
                query, limit, maxFeatures, autocomplete, center, filters, explain, enabled);
    }
}
