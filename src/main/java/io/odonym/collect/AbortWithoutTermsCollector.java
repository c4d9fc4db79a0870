package io.odonym.collect;

/**
 * Ends the collection if the query has no terms, because no later collector could find anything
 * (addok's no_available_tokens_abort).
 */
final class AbortWithoutTermsCollector implements Collector {

    @Override
    public String name() {
        return "nothing_to_look_up";
    }

    @Override
    public boolean collect(CollectionContext context) {
        return context.terms().isEmpty();
    }
}
