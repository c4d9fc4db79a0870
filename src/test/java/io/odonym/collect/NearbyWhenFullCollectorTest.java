package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents near the centre are added to an overflowing bucket. */
class NearbyWhenFullCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    /** Eight streets contain "du". Only six of them fit into the bucket. */
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
        assertThat(
                        INDEX.search(query)
                                .near(centre)
                                .run(new MeaningfulTermsCollector(), new NearbyWhenFullCollector())
                                .lookups())
                .isEqualTo(lookups);
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
                                .run(new KeysOf("amien"), new NearbyWhenFullCollector())
                                .lookups())
                .isEqualTo("add [amien, cells]: " + (added + 1));
    }

    /** Makes a single term the key of the main lookup. */
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
