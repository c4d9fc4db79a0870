package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the last of several common terms is completed by terms that are not common. */
class OnlyCommonAutocompleteCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | ended | bucket | lookups
                    '' | false | '' | ''
                    rue lilas | false | '' | ''
                    rue paris | false | '' | ''
                    port rue | false | '' | ''
                    port | true | Rue Portalis Paris | add [portali]: 1
                    rue port | true | Rue Portalis Paris | add [ru, portali]: 1
                    """)
    void completesTheLastWordByRareTerms(
            String query, boolean ended, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .limits(CollectionFixture.MANY_COMMON)
                                .run(new OnlyCommonAutocompleteCollector()))
                .isEqualTo(new Result(ended, bucket, lookups));
    }

    @Test
    void endsTheCollectionIfThereAreCandidatesAlready() {
        assertThat(
                        INDEX.search("rue paris")
                                .limits(CollectionFixture.MANY_COMMON)
                                .candidates("Rue Pasteur Lyon")
                                .run(new OnlyCommonAutocompleteCollector()))
                .isEqualTo(new Result(true, "Rue Pasteur Lyon", ""));
    }
}
