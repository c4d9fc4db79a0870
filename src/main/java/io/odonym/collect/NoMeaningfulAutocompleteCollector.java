package io.odonym.collect;

/**
 * Common words but no meaningful one: what the last word may begin, next to the others; good enough
 * where most of the words were used (no_meaningful_but_common_try_autocomplete_collector).
 */
final class NoMeaningfulAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_common_without_meaningful";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (!harvest.meaningful().isEmpty() || harvest.query().common().isEmpty()) {
            return false;
        }
        PrefixExpansion.of(harvest, harvest.query().common()).onlyPairs().addToBucket();
        harvest.meaningful().add(harvest.query().common().getFirst());
        return harvest.enoughMatched()
                && (harvest.bucketFull() || harvest.bucketOverflow() || harvest.hasCream());
    }
}
