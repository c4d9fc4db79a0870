package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the last of several common terms is completed near the centre. */
class OnlyCommonNearbyAutocompleteCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | centre | bucket | lookups
                    rue port | '' | '' | ''
                    rue lilas | Paris | '' | ''
                    rue paris | Paris | '' | ''
                    rue port | Brest | Rue de la Porte Brest | add [ru, port, cells]: 1
                    rue port | Paris | Rue Portalis Paris | add [ru, portali, cells]: 1
                    port | Brest | Rue de la Porte Brest | add [portali, cells]: 0; add [port, cells]: 1
                    """)
    void completesTheLastWordNearTheCentre(
            String query, String centre, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .limits(CollectionFixture.MANY_COMMON)
                                .near(centre)
                                .run(new OnlyCommonNearbyAutocompleteCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }
}
