package io.odonym.geocode;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer to one request.
 *
 * @param features best first
 * @param explanation how it came about, where the request asked for it
 */
public record Answer(List<Feature> features, Optional<Explanation> explanation) {

    public Answer {
        Objects.requireNonNull(features);
        Objects.requireNonNull(explanation);
    }
}
