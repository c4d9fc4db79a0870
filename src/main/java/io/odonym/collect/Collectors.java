package io.odonym.collect;

import java.util.List;

/** The collectors in the order in which they run. */
public final class Collectors {

    /** addok 1.3.2's own (config/default.py, RESULTS_COLLECTORS_PYPATHS). */
    public static final List<Collector> ADDOK =
            List.of(
                    new CompleteCommonNearby(),
                    new HouseNumberNearby(),
                    new NothingToLookUp(),
                    new OnlyCommon(),
                    new CompleteCommonWithoutMeaningful(),
                    new CompleteOnlyCommon(),
                    new Meaningful(),
                    new ReduceWithCommon(),
                    new NearbyWhenFull(),
                    new CompleteMeaningful(),
                    new Misspelt(),
                    new RelatedWords(),
                    new FewerWords());

    private Collectors() {}
}
