package io.odonym.collect;

/**
 * Too many documents: one common word more, the rarest first, as long as there are too many
 * (reduce_with_other_commons).
 */
final class CommonTermsReducingCollector implements Collector {

    @Override
    public String name() {
        return "reduce_with_common";
    }

    @Override
    public boolean collect(CollectionContext harvest) {
        if (harvest.query().onlyCommon()) {
            return false;
        }
        for (QueryTerm common : harvest.query().common()) {
            if (harvest.bucketOverflow()
                    && harvest.meaningful().stream()
                            .noneMatch(word -> word.text().equals(common.text()))) {
                harvest.meaningful().add(common);
                harvest.lookUpMeaningful();
                harvest.newBucket(harvest.keys(), 0);
            }
        }
        return false;
    }
}
