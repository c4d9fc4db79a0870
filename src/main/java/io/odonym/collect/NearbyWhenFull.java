package io.odonym.collect;

import io.odonym.index.Key;

import java.util.ArrayList;
import java.util.List;

/**
 * Too many documents and a centre: those near it for certain
 * (ensure_geohash_results_are_included_if_center_is_given).
 */
final class NearbyWhenFull implements Collector {

    private static final int LEAST = 10;

    @Override
    public String name() {
        return "nearby_when_full";
    }

    @Override
    public boolean collect(Harvest harvest) {
        if (!harvest.bucketOverflow() || harvest.query().nearby().isEmpty()) {
            return false;
        }
        List<Key> keys = new ArrayList<>(harvest.keys());
        keys.add(harvest.query().nearby().get());
        harvest.addToBucket(keys, Math.max(harvest.query().wanted(), LEAST));
        return false;
    }
}
