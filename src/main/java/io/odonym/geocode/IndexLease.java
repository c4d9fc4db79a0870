package io.odonym.geocode;

import java.util.Objects;

/**
 * A lease of one index, which keeps the index open until the lease is closed. All searches of a
 * file or of a batch use the same lease, so that all of them see the same data even if another
 * index is swapped in.
 *
 * @param geocoder searches the leased index
 * @param release releases the index; must be idempotent
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
