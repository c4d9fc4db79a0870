package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.collect.CollectionFixture.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that groups of related terms are looked up if there are too few candidates. */
class TermRelationsCollectorTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | bucket | lookups
                    lilas paris pasteur | Rue des Lilas Paris | add [pari, lila]: 1
                    lilas paris pasteur lyon | Rue Pasteur Lyon, Rue des Lilas Paris | add [lion, pasteur]: 1; add [pari, lila]: 2
                    porte lyon paix parc | Rue de la Porte Lyon, Avenue de la Paix Lyon | add [port, lion]: 1; add [paix, lion]: 2
                    port paix la amiens | Rue de la Paix Paris, Avenue de la Paix Lyon, Rue de la Paix Amiens | add [la, paix]: 3
                    brest lilas | '' | ''
                    rue lilas pasteur | '' | ''
                    lilas pasteur amiens | '' | ''
                    lilas | Rue des Lilas Paris, Rue des Lilas Amiens | ''
                    """)
    void looksUpGroupsOfRelatedTerms(String query, String bucket, String lookups) {
        assertThat(
                        INDEX.search(query)
                                .run(new MeaningfulTermsCollector(), new TermRelationsCollector()))
                .isEqualTo(new Result(false, bucket, lookups));
    }

    /** The pairs of the group "la paix lyon" are groups too, but part of the larger one. */
    @Test
    void looksUpNoGroupThatIsPartOfAnother() {
        assertThat(
                        INDEX.search("la paix lyon tanneurs")
                                .run(new TermRelationsCollector())
                                .lookups())
                .isEqualTo("add [la, paix, lion]: 1");
    }

    @Test
    void looksUpARepeatedTermOnce() {
        assertThat(
                        INDEX.search("lilas paris lilas pasteur")
                                .run(new TermRelationsCollector())
                                .lookups())
                .isEqualTo("add [pari, lila]: 1");
    }

    @Test
    void takesTheTermsOfTheFirstCandidateAsRelated() {
        assertThat(
                        INDEX.search("la paix lyon tanneurs")
                                .candidates("Avenue de la Paix Lyon")
                                .run(new TermRelationsCollector())
                                .lookups())
                .isEqualTo("add [la, paix, lion]: 1");
    }

    /** The average document count is 4 for "quai du port" and 4.5 for "la paix". */
    @Test
    void looksUpTheRarestGroupFirst() {
        assertThat(
                        INDEX.search("quai du port la paix")
                                .limits(new CollectionLimits(3, 6, 8, 100, 10))
                                .run(new TermRelationsCollector())
                                .lookups())
                .isEqualTo("add [du, por, kai]: 1; add [la, paix]: 4");
    }

    /** Only four of the six terms are meaningful. The other two, "la" and "paris", are common. */
    @Test
    void relatesCommonTermsToo() {
        assertThat(
                        INDEX.search("lilas paris pasteur lyon la paix")
                                .run(new TermRelationsCollector())
                                .lookups())
                .isEqualTo(
                        "add [pasteur, lion]: 1; add [lila, pari]: 2;"
                                + " add [lion, la, paix]: 3; add [la, pari, paix]: 4");
    }

    @Test
    void stopsWhenTheBucketOverflows() {
        assertThat(
                        INDEX.search("lilas paris pasteur lyon")
                                .limits(new CollectionLimits(3, 1, 8, 100, 4))
                                .run(new TermRelationsCollector())
                                .lookups())
                .isEqualTo("add [lion, pasteur]: 1");
    }
}
