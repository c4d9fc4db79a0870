package io.odonym.collect;

import io.odonym.index.terms.ConjunctionClause;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds documents near the centre to an overflowing bucket, so that they are scored even if their
 * weights are low (addok's ensure_geohash_results_are_included_if_center_is_given).
 */
final class AddNearbyWhenFullCollector implements Collector {

    private static final int MIN_LIMIT = 10;

    @Override
    public String name() {
        return "nearby_when_full";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (!context.isBucketOverflowing() || context.query().nearby().isEmpty()) {
            return false;
        }
        List<ConjunctionClause> keys = new ArrayList<>(context.keys());
        keys.add(context.query().nearby().get());
        context.addToBucket(keys, Math.max(context.query().limit(), MIN_LIMIT));
        return false;
    }
}
