package io.odonym.geocode;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The response to a search or reverse request.
 *
 * @param features the features, best first
 * @param nextScore the score, 0 to 1, of the best result that is not among the features; present
 *     only if the request asked for fewer features than results
 * @param explanation the explanation of the results, if the request asked for it
 */
public record GeocodeResponse(
        List<Feature> features, OptionalDouble nextScore, Optional<Explanation> explanation) {

    public GeocodeResponse {
        Objects.requireNonNull(features);
        Objects.requireNonNull(nextScore);
        Objects.requireNonNull(explanation);
    }

    /** Returns a response that contains only features. */
    public static GeocodeResponse of(List<Feature> features) {
        return new GeocodeResponse(features, OptionalDouble.empty(), Optional.empty());
    }

    /**
     * Returns a copy whose features include details as properties.
     *
     * @param names the names of the details
     */
    public GeocodeResponse withDetails(List<String> names) {
        return names.isEmpty()
                ? this
                : new GeocodeResponse(
                        features.stream().map(feature -> feature.withDetails(names)).toList(),
                        nextScore,
                        explanation);
    }
}
