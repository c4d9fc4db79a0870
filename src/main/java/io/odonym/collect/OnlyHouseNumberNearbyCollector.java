package io.odonym.collect;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks up the streets near the centre if the query consists only of a house number (addok's
 * no_tokens_but_housenumbers_and_geohash).
 */
final class OnlyHouseNumberNearbyCollector implements Collector {

    @Override
    public String name() {
        return "house_number_nearby";
    }

    @Override
    public boolean collect(CollectionContext context) {
        QueryTerms query = context.query();
        if (!query.terms().isEmpty() || !query.hasHouseNumber() || query.nearby().isEmpty()) {
            return false;
        }
        context.replaceBucket(
                new ArrayList<>(List.of(query.nearby().get())), context.limits().bucketMin());
        return false;
    }
}
