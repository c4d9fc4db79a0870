package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a query of a house number alone finds the streets near the centre. */
class OnlyHouseNumberNearbyCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | centre | bucket | lookups
                    '' | Brest | '' | ''
                    12 | '' | '' | ''
                    12 rue | Brest | '' | ''
                    12 | Brest | Chemin de Halage Brest, Rue du Port Brest, Rue de la Porte Brest | replace [cells]: 3
                    """)
    void looksUpStreetsNearTheCentre(String query, String centre, String bucket, String lookups) {
        assertThat(INDEX.search(query).near(centre).run(new OnlyHouseNumberNearbyCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # filter | bucket | lookups
                    type=municipality | Amiens | replace [cells, type=municipality]: 1
                    type=street | Rue Pasteur Amiens, Place du Parc Amiens, Quai du Port Amiens | replace [cells, type=street]: 3
                    postcode=29200 | '' | replace [cells, postcode=29200]: 0
                    """)
    void appliesTheFilterAndTheMinimumBucketSize(String filter, String bucket, String lookups) {
        assertThat(
                        INDEX.search("12")
                                .near("Amiens")
                                .filter(filter)
                                .run(new OnlyHouseNumberNearbyCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }
}
