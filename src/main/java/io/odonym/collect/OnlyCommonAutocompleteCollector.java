package io.odonym.collect;

/**
 * Only common words: what the last may begin, unless that is common too
 * (only_commons_try_autocomplete_collector).
 */
final class OnlyCommonAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_only_common";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (!harvest.query().onlyCommon()) {
            return false;
        }
        PrefixExpansion.of(harvest, harvest.words()).withoutCommon().addToBucket();
        return !harvest.bucketEmpty();
    }
}
