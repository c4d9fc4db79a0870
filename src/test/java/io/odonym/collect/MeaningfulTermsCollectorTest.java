package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the meaningful terms are looked up together. */
class MeaningfulTermsCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | filter | bucket | lookups
                    '' | '' | '' | ''
                    rue amiens | '' | '' | ''
                    port | '' | Quai du Port Amiens, Rue du Port Amiens, Rue du Port Brest | replace [por]: 3
                    rue port | '' | Rue du Port Amiens, Rue du Port Brest | replace [por, ru]: 2
                    rue lilas amiens | '' | Rue des Lilas Amiens | replace [lila, amien]: 1
                    rue lilas paris | '' | Rue des Lilas Paris | replace [lila, pari]: 1
                    port lilas | '' | '' | replace [lila, por]: 0
                    rue pasteur | postcode=69002 | Rue Pasteur Lyon | replace [pasteur, postcode=69002]: 1
                    du | '' | Allée du Parc Paris, Place du Parc Amiens, Quai du Port Amiens, Rue du Parvis Amiens, Rue du Port Amiens, Rue du Port Brest | replace [du]: 6
                    """)
    void looksUpTheMeaningfulTerms(String query, String filter, String bucket, String lookups) {
        assertThat(INDEX.search(query).filter(filter).run(new MeaningfulTermsCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    @Test
    void addsToABucketThatIsNotEmpty() {
        assertThat(
                        INDEX.search("pasteur")
                                .candidates("Amiens")
                                .closeMatches("Amiens")
                                .run(new MeaningfulTermsCollector()))
                .isEqualTo(
                        new Result(
                                false,
                                "Amiens, Rue Pasteur Lyon, Rue Pasteur Amiens",
                                "add [pasteur]: 3"));
    }

    @Test
    void doesNotRepeatATermThatIsTheOnlyMeaningfulAndCommon() {
        assertThat(
                        INDEX.search("port rue")
                                .limits(CollectionFixture.MANY_COMMON)
                                .run(
                                        new NoMeaningfulAutocompleteCollector(),
                                        new MeaningfulTermsCollector())
                                .lookups())
                .isEqualTo("replace [por, ru]: 2");
    }

    /** The collection ends if the query is complete and one or two candidates are close matches. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | close matches | autocomplete | ended
                    pasteur | Rue Pasteur Lyon | false | true
                    pasteur | Rue Pasteur Lyon | true | false
                    pasteur | '' | false | false
                    port | Rue du Port Brest, Rue du Port Amiens | false | true
                    port | Rue du Port Brest, Rue du Port Amiens, Quai du Port Amiens | false | false
                    du | Rue du Port Amiens | false | false
                    la | Rue de la Paix Paris | false | false
                    """)
    void endsTheCollectionOnCloseMatches(
            String query, String closeMatches, boolean autocomplete, boolean ended) {
        CollectionFixture.Search search =
                INDEX.search(query).closeMatches(closeMatches.split(", "));
        if (autocomplete) {
            search.autocomplete();
        }
        assertThat(search.run(new MeaningfulTermsCollector()).ended()).isEqualTo(ended);
    }
}
