package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that documents near the centre are added to an overflowing bucket. */
class AddNearbyWhenFullCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    /** Eight streets contain the term "du", and the bucket overflows with six. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | centre | lookups
                    du | '' | ''
                    port | Amiens | ''
                    du | Brest | add [du, cells]: 6
                    du | Amiens | add [du, cells]: 8
                    """)
    void addsTheDocumentsNearTheCentreToAnOverflowingBucket(
            String query, String centre, String lookups) {
        Result result =
                INDEX.search(query)
                        .near(centre)
                        .run(new MeaningfulTermsCollector(), new AddNearbyWhenFullCollector());

        assertThat(result.ended()).isFalse();
        assertThat(result.lookups()).isEqualTo(lookups);
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "9, 10", "11, 11"})
    void looksUpAtLeastTenDocuments(int limit, int added) {
        assertThat(
                        INDEX.search("amiens")
                                .limits(new CollectionLimits(3, 1, 20, 100, 4))
                                .limit(limit)
                                .near("Amiens")
                                .candidates("Rue Pasteur Lyon")
                                .run(new KeysOf("amien"), new AddNearbyWhenFullCollector())
                                .lookups())
                .isEqualTo("add [amien, cells]: " + (added + 1));
    }

    /** A collector that makes a single term the key of the main lookup. */
    private record KeysOf(String term) implements Collector {

        @Override
        public String name() {
            return "keys";
        }

        @Override
        public boolean collect(CollectionContext context) {
            context.keys().add(context.lookup().findTerm(term).orElseThrow());
            return false;
        }
    }
}
