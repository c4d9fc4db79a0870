package io.odonym.collect;

/**
 * Looks up completions of the last word that are not common terms, if the query has only common
 * terms (addok's only_commons_try_autocomplete_collector).
 *
 * <p>Ends the collection if the bucket is not empty afterwards.
 */
final class OnlyCommonAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_only_common";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (!context.query().hasOnlyCommonTerms()) {
            return false;
        }
        PrefixExpansion.of(context, context.terms()).excludeCommon().addToBucket();
        return !context.isBucketEmpty();
    }
}
