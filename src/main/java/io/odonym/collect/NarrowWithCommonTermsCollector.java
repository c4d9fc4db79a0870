package io.odonym.collect;

/**
 * Narrows down an overflowing bucket by adding common terms to the main lookup, one at a time and
 * rarest first, until the bucket no longer overflows (addok's reduce_with_other_commons).
 */
final class NarrowWithCommonTermsCollector implements Collector {

    @Override
    public String name() {
        return "reduce_with_common";
    }

    @Override
    public boolean collect(CollectionContext context) {
        if (context.query().hasOnlyCommonTerms()) {
            return false;
        }
        for (QueryTerm common : context.query().common()) {
            if (context.isBucketOverflowing()
                    && context.meaningful().stream()
                            .noneMatch(term -> term.text().equals(common.text()))) {
                context.meaningful().add(common);
                context.setKeysToMeaningful();
                context.replaceBucket(context.keys());
            }
        }
        return false;
    }
}
