package io.odonym.collect;

/**
 * Looks up completions of the last word together with the common terms, if the query has no
 * meaningful term (addok's no_meaningful_but_common_try_autocomplete_collector).
 *
 * <p>Ends the collection if the lookups used enough terms of the query and found enough candidates
 * or a close match. Otherwise, the later collectors treat the rarest common term as a meaningful
 * term.
 */
final class NoMeaningfulAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_common_without_meaningful";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (!context.meaningful().isEmpty() || context.query().common().isEmpty()) {
            return false;
        }
        PrefixExpansion.of(context, context.query().common()).cooccurringOnly().addToBucket();
        context.meaningful().add(context.query().common().getFirst());
        return context.hasEnoughMatchedTerms()
                && (context.isBucketFull() || context.isBucketOverflowing() || context.hasCream());
    }
}
