package io.odonym.geocode;

import java.util.Objects;

/**
 * One and the same index for as long as it is open, whatever is swapped in meanwhile: for work of
 * many searches that has to come from one state of the data.
 *
 * @param geocoding searches that index
 * @param end what gives it back
 */
public record IndexLease(Geocoder geocoding, Runnable end) implements AutoCloseable {

    public IndexLease {
        Objects.requireNonNull(geocoding);
        Objects.requireNonNull(end);
    }

    @Override
    public void close() {
        end.run();
    }
}
