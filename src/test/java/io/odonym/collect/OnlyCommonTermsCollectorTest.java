package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that several common terms are looked up near the centre or all together. */
class OnlyCommonTermsCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | limit | centre | bucket | lookups
                    '' | 2 | '' | '' | ''
                    rue port | 2 | '' | '' | ''
                    rue xyzzy | 2 | '' | '' | ''
                    rue | 2 | '' | Rue Portalis Paris, Rue Pasteur Lyon, Rue Pasteur Amiens, Rue des Lilas Paris, Rue des Lilas Amiens, Rue des Tanneurs Amiens | add [ru]: 6
                    rue | 7 | '' | Rue Portalis Paris, Rue Pasteur Lyon, Rue Pasteur Amiens, Rue des Lilas Paris, Rue des Lilas Amiens, Rue des Tanneurs Amiens | add [ru]: 6
                    rue amiens | 2 | '' | Rue Pasteur Amiens, Rue des Lilas Amiens, Rue des Tanneurs Amiens, Rue du Parvis Amiens, Rue du Port Amiens, Rue de la Paix Amiens | add [amien, ru]: 6
                    rue | 2 | Brest | Rue du Port Brest, Rue de la Porte Brest | add [ru, cells]: 2
                    rue | 4 | Brest | Rue du Port Brest, Rue de la Porte Brest, Rue Portalis Paris, Rue Pasteur Lyon, Rue Pasteur Amiens, Rue des Lilas Paris | add [ru, cells]: 2; add [ru]: 6
                    rue amiens | 2 | Lyon | Rue Pasteur Amiens, Rue des Lilas Amiens, Rue des Tanneurs Amiens, Rue du Parvis Amiens, Rue du Port Amiens, Rue de la Paix Amiens | add [amien, ru, cells]: 0; add [amien, ru]: 6
                    """)
    void looksUpAllTermsNearTheCentreThenEverywhere(
            String query, int limit, String centre, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .limit(limit)
                                .near(centre)
                                .run(new OnlyCommonTermsCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    /** The rarest term, "amiens", is in twelve documents, which reaches the limit of this test. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # limit | filter | bucket | lookups
                    2 | '' | Rue Pasteur Amiens, Rue des Lilas Amiens | scan [amien, ru]: 2
                    3 | '' | Rue Pasteur Amiens, Rue des Lilas Amiens, Rue des Tanneurs Amiens | scan [amien, ru]: 3
                    2 | type=street | Rue Pasteur Amiens, Rue des Lilas Amiens | scan [amien, ru, type=street]: 2
                    2 | postcode=80000 | Rue Pasteur Amiens, Rue des Lilas Amiens | scan [amien, ru, postcode=80000]: 2
                    2 | type=municipality | '' | add [amien, ru, type=municipality]: 0
                    """)
    void scansTheTopDocumentsOfTheRarestTermInsteadOfIntersecting(
            int limit, String filter, String bucket, String lookups) {
        assertThat(
                        INDEX.search("rue amiens")
                                .limits(new CollectionLimits(3, 6, 8, 12, 4))
                                .limit(limit)
                                .filter(filter)
                                .run(new OnlyCommonTermsCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # intersectLimit | lookups
                    12 | scan [amien, ru]: 2
                    13 | add [amien, ru]: 6
                    """)
    void intersectsBelowTheLimit(int intersectLimit, String lookups) {
        assertThat(
                        INDEX.search("rue amiens")
                                .limits(new CollectionLimits(3, 6, 8, intersectLimit, 4))
                                .run(new OnlyCommonTermsCollector())
                                .lookups())
                .isEqualTo(lookups);
    }

    @Test
    void scansForAllResultsIfFewerDocumentsMatch() {
        assertThat(
                        INDEX.search("amiens paris")
                                .limits(new CollectionLimits(3, 6, 3, 4, 4))
                                .limit(5)
                                .run(new OnlyCommonTermsCollector()))
                .isEqualTo(new Result(false, "", "scan [pari, amien]: 0"));
    }
}
