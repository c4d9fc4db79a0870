package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that completions of the last word are looked up together with the meaningful terms. */
class MeaningfulAutocompleteCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    /** The completions of "par" in the index are "Paris", "Parc" and "Parvis". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | centre | bucket | lookups
                    lilas par | '' | Rue des Lilas Paris, Rue des Lilas Amiens | add [lila, pari]: 2
                    lilas par | Paris | Rue des Lilas Paris, Rue des Lilas Amiens | add [lila, pari, cells]: 2; add [lila, pari]: 2
                    lilas par | Lyon | Rue des Lilas Paris, Rue des Lilas Amiens | add [lila, pari]: 2
                    par | '' | Rue Portalis Paris, Allée du Parc Paris, Rue des Lilas Paris, Rue de la Paix Paris, Place du Parc Amiens, Rue du Parvis Amiens | add [pari]: 4; add [park]: 5; add [parvi]: 6
                    par | Lyon | Rue Portalis Paris, Allée du Parc Paris, Rue des Lilas Paris, Rue de la Paix Paris, Place du Parc Amiens, Rue du Parvis Amiens | add [pari, cells]: 0; add [park, cells]: 0; add [parvi, cells]: 0; add [pari]: 4; add [park]: 5; add [parvi]: 6
                    la port | '' | Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest | add [la, port]: 3
                    pa | '' | '' | ''
                    du | Brest | Allée du Parc Paris, Place du Parc Amiens, Quai du Port Amiens, Rue du Parvis Amiens, Rue du Port Amiens, Rue du Port Brest | ''
                    """)
    void completesTheLastWordNearTheCentreThenEverywhere(
            String query, String centre, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .autocomplete()
                                .near(centre)
                                .run(
                                        new MeaningfulTermsCollector(),
                                        new MeaningfulAutocompleteCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    @Test
    void leavesACompleteQueryAlone() {
        assertThat(
                        INDEX.search("lilas par")
                                .run(
                                        new MeaningfulTermsCollector(),
                                        new MeaningfulAutocompleteCollector())
                                .lookups())
                .isEmpty();
    }

    @Test
    void leavesAnOverflowingBucketAlone() {
        assertThat(
                        INDEX.search("du")
                                .limits(new CollectionLimits(3, 1, 8, 100, 4))
                                .near("Brest")
                                .autocomplete()
                                .candidates("Amiens")
                                .run(new MeaningfulAutocompleteCollector())
                                .lookups())
                .isEmpty();
    }
}
