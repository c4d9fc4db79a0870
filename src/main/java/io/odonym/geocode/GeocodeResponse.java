package io.odonym.geocode;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The answer to one request.
 *
 * @param features best first
 * @param next the score, 0 to 1, of the best result behind the features, where the request asked
 *     for fewer features than results
 * @param explanation how it came about, where the request asked for it
 */
public record GeocodeResponse(
        List<Feature> features, OptionalDouble next, Optional<Explanation> explanation) {

    /** With all results as features. */
    public GeocodeResponse(List<Feature> features, Optional<Explanation> explanation) {
        this(features, OptionalDouble.empty(), explanation);
    }

    public GeocodeResponse {
        Objects.requireNonNull(features);
        Objects.requireNonNull(next);
        Objects.requireNonNull(explanation);
    }
}
