package io.odonym.geocode;

import io.odonym.collect.CollectionLimits;

import java.time.Duration;
import java.util.Objects;

/**
 * How to search; the defaults are addok 1.3.2's under the BAN's configuration.
 *
 * @param limits where collection stops
 * @param queryLength how many characters a folded query may have
 * @param patience after which time a search gives up
 */
public record GeocoderOptions(CollectionLimits limits, int queryLength, Duration patience) {

    /** addok's own. */
    public static final GeocoderOptions ADDOK =
            new GeocoderOptions(CollectionLimits.ADDOK, 200, Duration.ofSeconds(10));

    public GeocoderOptions {
        Objects.requireNonNull(limits);
        Objects.requireNonNull(patience);
    }
}
