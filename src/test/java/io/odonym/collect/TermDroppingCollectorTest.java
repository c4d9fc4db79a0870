package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a lookup is repeated without one or two of its terms. */
class TermDroppingCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | bucket | lookups
                    lilas pasteur | Rue des Lilas Paris, Rue des Lilas Amiens, Rue Pasteur Lyon, Rue Pasteur Amiens | add [lila]: 2; add [pasteur]: 4
                    port 1945 | Quai du Port Amiens, Rue du Port Amiens, Rue du Port Brest, Rue du 8 Mai 1945 Amiens | add [por]: 3; add [1945]: 4
                    rue du port lilas | Quai du Port Amiens, Rue du Port Amiens, Rue du Port Brest | add [lila, por]: 0; add [lila, du]: 0; add [por, du]: 3
                    lilas halage tanneurs | '' | add [taneur, alaj]: 0; add [alaj, lila]: 0; add [taneur, lila]: 0
                    rue amiens | '' | ''
                    """)
    void dropsNumbersThenTheMostCommonTerms(String query, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .run(new MeaningfulTermsCollector(), new TermDroppingCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    @Test
    void dropsTwoOfFourTermsIfDroppingOneFindsNothing() {
        Result result =
                INDEX.search("lilas paris halage tanneurs")
                        .run(new MeaningfulTermsCollector(), new TermDroppingCollector());

        assertThat(result.bucket()).isEqualTo("Rue des Lilas Paris");
        assertThat(result.lookups().split("; "))
                .startsWith(
                        "add [taneur, alaj, lila]: 0",
                        "add [taneur, alaj, pari]: 0",
                        "add [alaj, lila, pari]: 0",
                        "add [taneur, lila, pari]: 0",
                        "add [taneur, alaj]: 0")
                .contains("add [lila, pari]: 1")
                .hasSize(4 + 4 * 3);
    }

    @Test
    void stopsWhenTheBucketOverflows() {
        assertThat(
                        INDEX.search("lilas pasteur")
                                .limits(new CollectionLimits(1, 2, 8, 100, 4))
                                .limit(3)
                                .run(new MeaningfulTermsCollector(), new TermDroppingCollector())
                                .lookups())
                .isEqualTo("add [lila]: 2");
        assertThat(
                        INDEX.search("lilas paris halage tanneurs")
                                .limits(new CollectionLimits(1, 1, 8, 100, 4))
                                .run(new MeaningfulTermsCollector(), new TermDroppingCollector())
                                .lookups())
                .endsWith("add [lila, pari]: 1")
                .doesNotContain("add [taneur, lila]: 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | limit | close match | ended | lookups
                    lilas | 1 | '' | true | ''
                    lilas | 2 | Rue Pasteur Lyon | true | ''
                    lilas | 2 | '' | false | ''
                    lilas pasteur port | 2 | '' | false | ''
                    lilas pasteur port paris | 2 | '' | false | ''
                    """)
    void keepsAllTermsIfThereAreCandidates(
            String query, int limit, String closeMatch, boolean ended, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .limit(limit)
                                .candidates("Rue Pasteur Lyon")
                                .closeMatches(closeMatch)
                                .run(new TermDroppingCollector()))
                .isEqualTo(new Result(ended, "Rue Pasteur Lyon", lookups));
    }

    /** Of six terms, four have to match, so a lookup of five terms is good enough. */
    @Test
    void dropsTermsBesideCandidatesIfEnoughTermsRemain() {
        assertThat(
                        INDEX.search("lilas la paix lyon parc port")
                                .limits(new CollectionLimits(3, 6, 8, 100, 10))
                                .candidates("Rue Pasteur Lyon")
                                .run(new MeaningfulTermsCollector(), new TermDroppingCollector())
                                .lookups()
                                .split("; "))
                .hasSize(6);
    }
}
