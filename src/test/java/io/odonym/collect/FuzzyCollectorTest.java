package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that terms with a typing error are replaced by indexed terms. */
class FuzzyCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    /**
     * The bucket also contains the documents that the meaningful terms find without a correction.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | filter | bucket | lookups
                    lials | '' | Rue des Lilas Paris, Rue des Lilas Amiens | add [lila]: 2
                    rue lials | '' | Rue des Lilas Paris, Rue des Lilas Amiens | add [ru, lila]: 2
                    lials amiens | '' | Rue des Lilas Amiens | add [amien, lila]: 1
                    lilas parvis | '' | Rue des Lilas Paris | add [lila, pari]: 1
                    lilas parvis amiens | '' | Rue des Lilas Paris | add [lila, amien, pari]: 0; add [lila, pari]: 1
                    portx | '' | Rue de la Porte Lyon, Rue de la Porte Amiens, Rue de la Porte Brest | add [port]: 3
                    lials tanuers | '' | Rue des Tanneurs Amiens, Rue des Lilas Paris, Rue des Lilas Amiens | add [taneur]: 1; add [lila]: 3
                    1954 | '' | '' | ''
                    pasteur | '' | Rue Pasteur Lyon, Rue Pasteur Amiens | ''
                    brest tanneurs | '' | '' | ''
                    lials pasteur lilas | '' | '' | ''
                    lials pasteur | type=street | Rue Pasteur Lyon, Rue Pasteur Amiens | ''
                    lials parvis | type=street | Rue du Parvis Amiens | ''
                    rue amiens | '' | '' | ''
                    porte port | '' | '' | ''
                    """)
    void correctsUnknownThenMeaningfulTerms(
            String query, String filter, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .filter(filter)
                                .run(new MeaningfulTermsCollector(), new FuzzyCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # limit | close match | lookups
                    1 | '' | ''
                    2 | '' | add [lila]: 3
                    2 | Rue Pasteur Lyon | ''
                    4 | '' | add [lila]: 3
                    """)
    void stopsWithEnoughCandidatesOrACloseMatch(int limit, String closeMatch, String lookups) {
        assertThat(
                        INDEX.search("lials")
                                .limit(limit)
                                .candidates("Rue Pasteur Lyon")
                                .closeMatches(closeMatch)
                                .run(new FuzzyCollector())
                                .lookups())
                .isEqualTo(lookups);
    }

    @Test
    void stopsCorrectingTermsAsSoonAsThereAreEnoughCandidates() {
        assertThat(INDEX.search("lials tanuers").limit(1).run(new FuzzyCollector()).lookups())
                .isEqualTo("add [taneur]: 1");
    }

    @Test
    void leavesMeaningfulTermsAloneAfterACloseMatch() {
        assertThat(
                        INDEX.search("tanuers lilas")
                                .limit(3)
                                .closeMatches("Rue des Tanneurs Amiens")
                                .run(new FuzzyCollector())
                                .lookups())
                .isEqualTo("add [taneur]: 1");
    }
}
