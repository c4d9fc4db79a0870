package io.odonym.collect;

import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.IndexedTerm;

import java.util.Arrays;
import java.util.List;

/**
 * Looks up all terms together if the query has only common terms (addok's only_commons). If the
 * request has a centre, looks up the documents near the centre first.
 *
 * <p>If even the rarest term is in too many documents for an intersection, scans only the documents
 * in which this term has the highest weights.
 */
final class OnlyCommonTermsCollector implements Collector {

    /**
     * The maximum number of documents to scan (addok's lua/manual_scan.lua, 0 to 500 inclusive).
     */
    private static final int MAX_SCANNED = 501;

    @Override
    public String name() {
        return "only_common";
    }

    @Override
    public boolean collect(CollectionContext context) {
        QueryTerms query = context.query();
        if (!query.hasOnlyCommonTerms()) {
            return false;
        }
        List<ConjunctionClause> keys = CollectionContext.toKeys(context.terms());
        query.nearby().ifPresent(keys::add);
        if (keys.size() == 1 || query.nearby().isPresent()) {
            context.addToBucket(keys);
        }
        if (context.isBucketDry() && keys.size() > 1) {
            context.terms().sort(QueryTerm.RAREST_FIRST);
            lookUpTogether(context, CollectionContext.toKeys(context.terms()));
        }
        return false;
    }

    private static void lookUpTogether(CollectionContext context, List<ConjunctionClause> keys) {
        IndexedTerm rarest = (IndexedTerm) keys.getFirst();
        if (rarest.documentCount() < context.limits().intersectLimit()) {
            context.addToBucket(keys);
            return;
        }
        int filterSize =
                context.query()
                        .filter()
                        .map(ConjunctionClause::documentCount)
                        .orElse(Integer.MAX_VALUE);
        context.query().filter().ifPresent(keys::add);
        if (filterSize < rarest.documentCount()) {
            context.addToBucket(keys);
        } else {
            scan(context, rarest, keys);
        }
    }

    /**
     * Scans the documents of the rarest term by descending weight. Adds the documents that match
     * all keys, up to the number of results requested.
     */
    private static void scan(
            CollectionContext context, IndexedTerm rarest, List<ConjunctionClause> keys) {
        int[] found = new int[context.query().limit()];
        int count = 0;
        List<ConjunctionClause> others = keys.subList(1, keys.size());
        for (int document : context.lookup().topDocuments(rarest, MAX_SCANNED)) {
            if (context.lookup().containsAll(document, others)) {
                found[count++] = document;
                if (count == found.length) {
                    break;
                }
            }
        }
        context.addScanned(Arrays.copyOf(found, count), keys);
    }
}
