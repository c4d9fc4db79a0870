package io.odonym.geocode;

import io.odonym.model.GeoPoint;

import java.util.Objects;
import java.util.Optional;

/**
 * One forward search.
 *
 * @param query what the user typed
 * @param limit how many results to find, 1 to 100
 * @param features how many of them to answer as features, 1 to the limit; of the one behind them
 *     the score is told
 * @param autocomplete whether the last word may be the beginning of a longer one
 * @param center where the user looks at; nearby places then rank higher
 * @param filters restrictions; {@link Filters#NONE} for none
 * @param explain whether the answer carries an {@link Explanation}
 * @param improve whether the query may be read more freely than addok does, where addok's reading
 *     finds nothing good
 */
public record SearchRequest(
        String query,
        int limit,
        int features,
        boolean autocomplete,
        Optional<GeoPoint> center,
        Filters filters,
        boolean explain,
        boolean improve) {

    /** All results as features. */
    public SearchRequest(
            String query,
            int limit,
            boolean autocomplete,
            Optional<GeoPoint> center,
            Filters filters,
            boolean explain,
            boolean improve) {
        this(query, limit, limit, autocomplete, center, filters, explain, improve);
    }

    /** As addok searches. */
    public SearchRequest(
            String query,
            int limit,
            boolean autocomplete,
            Optional<GeoPoint> center,
            Filters filters,
            boolean explain) {
        this(query, limit, autocomplete, center, filters, explain, false);
    }

    public SearchRequest {
        Objects.requireNonNull(query);
        Objects.requireNonNull(center);
        Objects.requireNonNull(filters);
    }
}
