package io.odonym.collect;

/**
 * Looks up documents near the centre that match completions of the last word, if the query has only
 * common terms (addok's only_commons_but_geohash_try_autocomplete_collector).
 */
final class OnlyCommonNearbyAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_common_nearby";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (context.query().nearby().isEmpty() || !context.query().hasOnlyCommonTerms()) {
            return false;
        }
        PrefixExpansion.of(context, context.terms()).nearbyOnly().addToBucket();
        return false;
    }
}
