package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the list of collectors, and searches that run all of them. */
class CollectorsTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    /** Dashboards, spans and explanations refer to these names. */
    @Test
    void keepTheirNamesAndOrder() {
        assertThat(Collectors.ADDOK.stream().map(Collector::name))
                .containsExactly(
                        "complete_common_nearby",
                        "house_number_nearby",
                        "nothing_to_look_up",
                        "only_common",
                        "complete_common_without_meaningful",
                        "complete_only_common",
                        "meaningful",
                        "reduce_with_common",
                        "nearby_when_full",
                        "complete_meaningful",
                        "misspelt",
                        "related_words",
                        "fewer_words");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | bucket
                    '' | ''
                    rue du port brest | Rue du Port Brest
                    quai du prot | Quai du Port Amiens
                    lilas paris tanneurs halage | Rue des Lilas Paris
                    """)
    void findWhatTheQueryDescribes(String query, String bucket) {
        assertThat(INDEX.search(query).run(Collectors.ADDOK.toArray(Collector[]::new)).bucket())
                .isEqualTo(bucket);
    }
}
