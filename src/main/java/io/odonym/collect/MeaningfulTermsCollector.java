package io.odonym.collect;

import java.util.List;

/**
 * Looks up the meaningful terms together (addok's bucket_with_meaningful).
 *
 * <p>Ends the collection if the request disables autocompletion and a small bucket contains a close
 * match.
 */
final class MeaningfulTermsCollector implements Collector {

    @Override
    public String name() {
        return "meaningful";
    }

    @Override
    public boolean collect(CollectionContext context) {
        List<QueryTerm> meaningful = context.meaningful();
        if (meaningful.isEmpty()) {
            return false;
        }
        if (meaningful.size() == 1 && context.query().filter().isEmpty()) {
            addRarestCommon(context);
        }
        context.setKeysToMeaningful();
        if (!context.isBucketEmpty()) {
            context.addToBucket(context.keys());
            return false;
        }
        // addok first looks up at most bucketMin documents. If it finds that many, it repeats the
        // lookup without this limit. A single lookup without the limit gives the same result.
        context.replaceBucket(context.keys());
        return !context.query().autocomplete()
                && context.hasCream()
                && context.countCream() < context.limits().bucketMin();
    }

    /** Adds the rarest common term, because a lookup of a single term finds too many documents. */
    private static void addRarestCommon(CollectionContext context) {
        String single = context.meaningful().getFirst().text();
        context.query().common().stream()
                .filter(term -> !term.text().equals(single))
                .findFirst()
                .ifPresent(context.meaningful()::add);
    }
}
