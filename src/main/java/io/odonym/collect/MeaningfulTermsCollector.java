package io.odonym.collect;

import java.util.List;

/**
 * The meaningful words together: a few documents first, and a hundred where there are more; for a
 * finished query a nearly perfect match among a few ends the search (bucket_with_meaningful).
 */
final class MeaningfulTermsCollector implements Collector {

    @Override
    public String name() {
        return "meaningful";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        List<QueryTerm> meaningful = harvest.meaningful();
        if (meaningful.isEmpty()) {
            return false;
        }
        if (meaningful.size() == 1 && harvest.query().filter().isEmpty()) {
            addRarestCommon(harvest);
        }
        harvest.lookUpMeaningful();
        if (!harvest.bucketEmpty()) {
            harvest.addToBucket(harvest.keys());
            return false;
        }
        int bucketMin = harvest.limits().bucketMin();
        // addok looks up ten, and all only where there are ten; the outcome is the same.
        harvest.newBucket(harvest.keys(), 0);
        return !harvest.query().autocomplete() && harvest.hasCream() && harvest.cream() < bucketMin;
    }

    /** One word alone finds too much: one common word more, if there is any. */
    private static void addRarestCommon(CollectionContext harvest) {
        String alone = harvest.meaningful().getFirst().text();
        harvest.query().common().stream()
                .filter(word -> !word.text().equals(alone))
                .findFirst()
                .ifPresent(harvest.meaningful()::add);
    }
}
