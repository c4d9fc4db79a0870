package io.odonym.geocode;

import io.odonym.collect.CollectionLimits;

import java.time.Duration;
import java.util.Objects;

/**
 * Options of all searches of a geocoder.
 *
 * @param limits the limits of candidate collection
 * @param maxQueryLength the maximum number of characters of a query after folding
 * @param timeout the maximum duration of a search
 */
public record GeocoderOptions(CollectionLimits limits, int maxQueryLength, Duration timeout) {

    /** The defaults of addok 1.3.2 with the BAN's configuration. */
    public static final GeocoderOptions ADDOK =
            new GeocoderOptions(CollectionLimits.ADDOK, 200, Duration.ofSeconds(10));

    public GeocoderOptions {
        Objects.requireNonNull(limits);
        Objects.requireNonNull(timeout);
    }
}
