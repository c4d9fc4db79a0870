package io.odonym.collect;

import io.odonym.index.terms.IndexedTerm;
import io.odonym.index.terms.LookupKey;

import java.util.List;

/**
 * Only common words: all of them near the centre, or together; where even the rarest has too many
 * documents, only its heaviest are looked at (only_commons).
 */
final class OnlyCommonTermsCollector implements Collector {

    /**
     * How many of the rarest word's heaviest documents are looked at (addok's lua/manual_scan.lua,
     * 0 to 500 inclusive).
     */
    private static final int SCANNED = 501;

    @Override
    public String name() {
        return "only_common";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        QueryTerms query = harvest.query();
        if (!query.onlyCommon()) {
            return false;
        }
        List<LookupKey> keys = CollectionContext.keys(harvest.words());
        query.nearby().ifPresent(keys::add);
        if (keys.size() == 1 || query.nearby().isPresent()) {
            harvest.addToBucket(keys);
        }
        if (harvest.bucketDry() && keys.size() > 1) {
            harvest.words().sort(QueryTerms.RAREST_FIRST);
            lookUpTogether(harvest, CollectionContext.keys(harvest.words()));
        }
        return false;
    }

    private static void lookUpTogether(CollectionContext harvest, List<LookupKey> keys) {
        IndexedTerm rarest = (IndexedTerm) keys.getFirst();
        if (rarest.documentCount() < harvest.limits().intersectLimit()) {
            harvest.addToBucket(keys);
            return;
        }
        int filtered =
                harvest.query().filter().map(LookupKey::documentCount).orElse(Integer.MAX_VALUE);
        harvest.query().filter().ifPresent(keys::add);
        if (filtered < rarest.documentCount()) {
            harvest.addToBucket(keys);
        } else {
            scan(harvest, rarest, keys);
        }
    }

    /**
     * Takes the first of the rarest word's heaviest documents that hold all the keys, as many as
     * the request wants.
     */
    private static void scan(CollectionContext harvest, IndexedTerm rarest, List<LookupKey> keys) {
        int[] found = new int[harvest.query().wanted()];
        int n = 0;
        List<LookupKey> others = keys.subList(1, keys.size());
        for (int document : harvest.lookup().topDocuments(rarest, SCANNED)) {
            if (harvest.lookup().containsAll(document, others)) {
                found[n++] = document;
                if (n == found.length) {
                    break;
                }
            }
        }
        harvest.addFound(java.util.Arrays.copyOf(found, n), keys);
    }
}
