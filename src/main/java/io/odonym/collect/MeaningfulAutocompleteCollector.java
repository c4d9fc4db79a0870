package io.odonym.collect;

/**
 * An unfinished query: what the last word may begin, next to the meaningful words
 * (autocomplete_meaningful_collector).
 */
final class MeaningfulAutocompleteCollector implements Collector {

    @Override
    public String name() {
        return "complete_meaningful";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (harvest.bucketOverflow() || !harvest.query().autocomplete()) {
            return false;
        }
        if (harvest.query().nearby().isPresent()) {
            PrefixExpansion.of(harvest, harvest.meaningful()).nearby().addToBucket();
        }
        PrefixExpansion.of(harvest, harvest.meaningful()).addToBucket();
        return false;
    }
}
