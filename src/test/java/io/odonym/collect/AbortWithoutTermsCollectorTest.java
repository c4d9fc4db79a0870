package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a query without terms ends the collection. */
class AbortWithoutTermsCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "12, true",
        "12 bis, true",
        "rue, false",
        "12 rue, false",
        "xyzzy, false"
    })
    void endsTheCollectionWithoutTerms(String query, boolean ended) {
        assertThat(INDEX.search(query).run(new AbortWithoutTermsCollector()))
                .isEqualTo(new Result(ended, "", ""));
    }
}
