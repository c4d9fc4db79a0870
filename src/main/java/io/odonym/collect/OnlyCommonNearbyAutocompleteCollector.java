package io.odonym.collect;

/**
 * Only common words and a centre: what is near that the last word may begin
 * (only_commons_but_geohash_try_autocomplete_collector).
 */
final class OnlyCommonNearbyAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_common_nearby";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (harvest.query().nearby().isEmpty() || !harvest.query().onlyCommon()) {
            return false;
        }
        PrefixExpansion.of(harvest, harvest.words()).nearby().addToBucket();
        return false;
    }
}
