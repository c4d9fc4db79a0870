package io.odonym.collect;

import java.util.ArrayList;
import java.util.List;

/**
 * A house number, a centre and not a word more: the streets near the centre
 * (no_tokens_but_housenumbers_and_geohash).
 */
final class NearbyHouseNumberCollector implements Collector {

    @Override
    public String name() {
        return "house_number_nearby";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        QueryTerms query = harvest.query();
        if (!query.words().isEmpty() || !query.houseNumber() || query.nearby().isEmpty()) {
            return false;
        }
        harvest.newBucket(
                new ArrayList<>(List.of(query.nearby().get())), harvest.limits().bucketMin());
        return false;
    }
}
