package io.odonym.collect;

import java.util.List;

/** The list of collectors in the order in which a search runs them. */
public final class Collectors {

    /**
     * The collectors of addok 1.3.2 (config/default.py, RESULTS_COLLECTORS_PYPATHS).
     *
     * <p>Spans, metrics and explanations use the names of the collectors in this list. To add a
     * collector, add a class, an entry in this list, and a line in {@code docs/observability.md}.
     */
    public static final List<Collector> ADDOK =
            List.of(
                    new OnlyCommonNearbyAutocompleteCollector(),
                    new OnlyHouseNumberNearbyCollector(),
                    new AbortWithoutTermsCollector(),
                    new OnlyCommonTermsCollector(),
                    new NoMeaningfulAutocompleteCollector(),
                    new OnlyCommonAutocompleteCollector(),
                    new MeaningfulTermsCollector(),
                    new NarrowWithCommonTermsCollector(),
                    new AddNearbyWhenFullCollector(),
                    new MeaningfulAutocompleteCollector(),
                    new FuzzyCollector(),
                    new TermRelationsCollector(),
                    new TermDroppingCollector());

    private Collectors() {}
}
