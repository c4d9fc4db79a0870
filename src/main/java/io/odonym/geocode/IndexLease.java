package io.odonym.geocode;

import java.util.Objects;

/**
 * A lease of one index, which keeps the index open until the lease is closed. All searches of a
 * file or of a batch use the same lease, so that they use the same data even if another index is
 * swapped in.
 *
 * @param geocoder the geocoder that searches the leased index
 * @param release the action that releases the index; must be idempotent
 */
public record IndexLease(Geocoder geocoder, Runnable release) implements AutoCloseable {

    public IndexLease {
        Objects.requireNonNull(geocoder);
        Objects.requireNonNull(release);
    }

    @Override
    public void close() {
        release.run();
    }
}
