package io.odonym.collect;

/**
 * Looks up completions of the last word together with the meaningful terms, if the request enables
 * autocompletion (addok's autocomplete_meaningful_collector).
 *
 * <p>Documents near the centre come first.
 */
final class MeaningfulAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_meaningful";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (context.isBucketOverflowing() || !context.query().autocomplete()) {
            return false;
        }
        if (context.query().nearby().isPresent()) {
            PrefixExpansion.of(context, context.meaningful()).nearbyOnly().addToBucket();
        }
        PrefixExpansion.of(context, context.meaningful()).addToBucket();
        return false;
    }
}
