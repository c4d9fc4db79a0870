package io.odonym.collect;

import java.util.List;

/** The collectors in the order in which they run. */
public final class Collectors {

    /** addok 1.3.2's own (config/default.py, RESULTS_COLLECTORS_PYPATHS). */
    public static final List<Collector> ADDOK =
            List.of(
                    new OnlyCommonNearbyAutocompleteCollector(),
                    new NearbyHouseNumberCollector(),
                    new NoTermsCollector(),
                    new OnlyCommonTermsCollector(),
                    new NoMeaningfulAutocompleteCollector(),
                    new OnlyCommonAutocompleteCollector(),
                    new MeaningfulTermsCollector(),
                    new CommonTermsReducingCollector(),
                    new NearbyWhenFullCollector(),
                    new MeaningfulAutocompleteCollector(),
                    new FuzzyCollector(),
                    new TermRelationsCollector(),
                    new TermDroppingCollector());

    private Collectors() {}
}
