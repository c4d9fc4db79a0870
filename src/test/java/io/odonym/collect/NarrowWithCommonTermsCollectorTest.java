package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that common terms are added to a lookup that finds too many documents. */
class NarrowWithCommonTermsCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | bucket | lookups
                    du | Allée du Parc Paris, Place du Parc Amiens, Quai du Port Amiens, Rue du Parvis Amiens, Rue du Port Amiens, Rue du Port Brest | ''
                    rue amiens | '' | ''
                    rue port | Rue du Port Amiens, Rue du Port Brest | ''
                    rue du amiens | Rue du Parvis Amiens, Rue du Port Amiens, Rue du 11 Novembre Amiens, Rue du 8 Mai 1945 Amiens | replace [du, amien, ru]: 4
                    rue du rue amiens | Rue du Parvis Amiens, Rue du Port Amiens, Rue du 11 Novembre Amiens, Rue du 8 Mai 1945 Amiens | replace [du, amien, ru]: 4
                    80000 rue amiens du | Rue du Parvis Amiens, Rue du Port Amiens, Rue du 11 Novembre Amiens, Rue du 8 Mai 1945 Amiens | replace [du, 80000, amien]: 6; replace [du, 80000, amien, ru]: 4
                    """)
    void addsCommonTermsUntilTheBucketNoLongerOverflows(
            String query, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .run(
                                        new MeaningfulTermsCollector(),
                                        new NarrowWithCommonTermsCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    @Test
    void leavesAQueryOfCommonTermsAlone() {
        assertThat(
                        INDEX.search("rue amiens")
                                .candidates(
                                        "Amiens",
                                        "Rue Pasteur Lyon",
                                        "Rue Pasteur Amiens",
                                        "Rue Portalis Paris",
                                        "Rue du Port Brest",
                                        "Rue du Port Amiens")
                                .run(new NarrowWithCommonTermsCollector())
                                .lookups())
                .isEmpty();
    }
}
