package io.odonym.collect;

import io.odonym.index.terms.LookupKey;

import java.util.ArrayList;
import java.util.List;

/**
 * Too many documents and a centre: those near it for certain
 * (ensure_geohash_results_are_included_if_center_is_given).
 */
final class NearbyWhenFullCollector implements Collector {

    private static final int LEAST = 10;

    @Override
    public String name() {
        return "nearby_when_full";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (!harvest.bucketOverflow() || harvest.query().nearby().isEmpty()) {
            return false;
        }
        List<LookupKey> keys = new ArrayList<>(harvest.keys());
        keys.add(harvest.query().nearby().get());
        harvest.addToBucket(keys, Math.max(harvest.query().wanted(), LEAST));
        return false;
    }
}
