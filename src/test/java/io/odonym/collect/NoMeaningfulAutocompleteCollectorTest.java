package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the last word is completed in a query without meaningful terms. */
class NoMeaningfulAutocompleteCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    /** The completions of "port" are "Porte" and "Portalis". There is no completion of "paris". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | limit | ended | bucket | lookups
                    '' | 2 | false | '' | ''
                    lilas | 2 | false | '' | ''
                    rue lilas | 2 | false | '' | ''
                    rue paris | 2 | false | '' | ''
                    port | 2 | true | Rue Portalis Paris, Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest | add [portali]: 1; add [port]: 4
                    rue port | 2 | true | Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest, Rue Portalis Paris | add [ru, port]: 3; add [ru, portali]: 4
                    xyzzy rue port | 2 | true | Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest, Rue Portalis Paris | add [ru, port]: 3; add [ru, portali]: 4
                    rue port | 5 | false | Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest, Rue Portalis Paris | add [ru, port]: 3; add [ru, portali]: 4
                    xyzzy yzxxy rue port | 2 | true | Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest, Rue Portalis Paris | add [ru, port]: 3; add [ru, portali]: 4
                    xyzzy yzxxy zxyyx rue port | 2 | false | Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest, Rue Portalis Paris | add [ru, port]: 3; add [ru, portali]: 4
                    """)
    void endsTheCollectionIfEnoughTermsFindEnoughCandidates(
            String query, int limit, boolean ended, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .limits(CollectionFixture.MANY_COMMON)
                                .limit(limit)
                                .run(new NoMeaningfulAutocompleteCollector()))
                .isEqualTo(new Result(ended, bucket, lookups));
    }

    @ParameterizedTest
    @CsvSource({"Rue Portalis Paris, true", "Rue Pasteur Lyon, false"})
    void endsTheCollectionOnACloseMatch(String closeMatch, boolean ended) {
        assertThat(
                        INDEX.search("rue port")
                                .limits(new CollectionLimits(4, 6, 2, 100, 4))
                                .limit(5)
                                .closeMatches(closeMatch)
                                .run(new NoMeaningfulAutocompleteCollector())
                                .ended())
                .isEqualTo(ended);
    }

    @Test
    void endsTheCollectionIfTheBucketOverflows() {
        assertThat(
                        INDEX.search("rue port")
                                .limits(new CollectionLimits(1, 4, 2, 100, 4))
                                .limit(5)
                                .run(new NoMeaningfulAutocompleteCollector()))
                .extracting(Result::ended)
                .isEqualTo(true);
    }

    @Test
    void makesTheRarestCommonTermMeaningful() {
        assertThat(
                        INDEX.search("rue paris")
                                .limits(CollectionFixture.MANY_COMMON)
                                .filter("type=street")
                                .run(
                                        new NoMeaningfulAutocompleteCollector(),
                                        new MeaningfulTermsCollector())
                                .lookups())
                .isEqualTo("replace [pari, type=street]: 4");
    }
}
