package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.function.UnaryOperator;

/**
 * Tests expansions of the last word of a query. The completions of "port" in the index are "Porte"
 * and "Portalis", those of "par" are "Paris", "Parc" and "Parvis".
 */
class PrefixExpansionTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    private static String expand(
            CollectionFixture.Search search, UnaryOperator<PrefixExpansion> options) {
        CollectionContext context = search.context();
        options.apply(PrefixExpansion.of(context, context.meaningful())).addToBucket();
        return String.join("; ", search.listenerCalls());
    }

    private static String expand(CollectionFixture.Search search) {
        return expand(search, UnaryOperator.identity());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | lookups
                    '' | ''
                    pa | ''
                    par | add [pari]: 4; add [park]: 5; add [parvi]: 6
                    park | ''
                    portaliportaliportali | ''
                    port | add [portali]: 1; add [port]: 4
                    la port | add [la, port]: 3
                    lilas par | add [lila, pari]: 1
                    lilas taneu | add [lila, taneur]: 0
                    lilas amien | ''
                    2920 | ''
                    """)
    void looksUpCompletionsWithTheOtherTerms(String query, String lookups) {
        assertThat(expand(INDEX.search(query))).isEqualTo(lookups);
    }

    /** Both words of these queries are in the index. */
    @Test
    void completesTheLastWordOnly() {
        assertThat(expand(INDEX.search("lyon port"))).isEqualTo("add [lion, port]: 1");
        assertThat(expand(INDEX.search("port lyon"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "po, ''",
        "por, add [portali]: 1; add [port]: 4",
        "portaliportaliportal, ''",
    })
    void expandsPrefixesOfThreeToTwentyLetters(String prefix, String lookups) {
        assertThat(expand(INDEX.search(prefix))).isEqualTo(lookups);
    }

    @Test
    void stopsWhenTheBucketOverflows() {
        CollectionLimits small = new CollectionLimits(1, 1, 8, 100, 4);

        assertThat(expand(INDEX.search("port").limits(small))).isEqualTo("add [portali]: 1");
    }

    @Test
    void expandsAnUnknownPrefixBeyondAnOverflowingBucket() {
        CollectionLimits small = new CollectionLimits(1, 4, 8, 100, 4);

        assertThat(expand(INDEX.search("par").limits(small)))
                .isEqualTo("add [pari]: 4; add [park]: 5; add [parvi]: 6");
    }

    @Test
    void excludesCommonCompletions() {
        assertThat(
                        expand(
                                INDEX.search("port").limits(new CollectionLimits(3, 6, 3, 100, 4)),
                                PrefixExpansion::excludeCommon))
                .isEqualTo("add [portali]: 1; add [port]: 4");
        CollectionFixture.Search search =
                INDEX.search("port").limits(CollectionFixture.MANY_COMMON);
        CollectionContext context = search.context();
        PrefixExpansion.of(context, context.terms()).excludeCommon().addToBucket();
        assertThat(search.listenerCalls()).containsExactly("add [portali]: 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | centre | lookups
                    port | '' | add [portali]: 1; add [port]: 4
                    port | Brest | add [portali, cells]: 0; add [port, cells]: 1
                    la port | Brest | add [la, port, cells]: 1
                    la port | Paris | ''
                    """)
    void looksUpNearTheCentre(String query, String centre, String lookups) {
        assertThat(expand(INDEX.search(query).near(centre), PrefixExpansion::nearbyOnly))
                .isEqualTo(lookups);
    }

    @Test
    void ignoresTheCentreByDefault() {
        assertThat(expand(INDEX.search("la port").near("Paris"))).isEqualTo("add [la, port]: 3");
    }

    @Test
    void appliesTheFilter() {
        assertThat(expand(INDEX.search("la port").filter("postcode=29200")))
                .isEqualTo("add [la, port, postcode=29200]: 1");
        assertThat(expand(INDEX.search("la port").filter("postcode=75002"))).isEmpty();
    }

    @Test
    void doesNotLookUpATermOfTheQueryAsACompletion() {
        assertThat(expand(INDEX.search("porte rue port"))).isEmpty();
        assertThat(expand(INDEX.search("portalis port"))).isEmpty();
        assertThat(expand(INDEX.search("portalis rue port"))).isEmpty();
    }

    /**
     * addok looks up each completion and counts it as matched, even if no document contains it
     * together with the other terms. "Porte" completes "port", and no document contains "lilas" and
     * "porte".
     */
    @ParameterizedTest
    @CsvSource({"lilas port, true", "lilas taneurx, false", "lilas tanneurs, false"})
    void countsCompletionsThatFindNothingAsMatched(String query, boolean enough) {
        CollectionContext context = INDEX.search(query).context();

        PrefixExpansion.of(context, context.meaningful()).addToBucket();

        assertThat(context.isBucketEmpty()).isTrue();
        assertThat(context.hasEnoughMatchedTerms()).isEqualTo(enough);
    }

    @Test
    void doesNotCountCompletionsThatFindNothingIfTheyHaveToCooccur() {
        CollectionContext context = INDEX.search("lilas port").context();

        PrefixExpansion.of(context, context.meaningful()).cooccurringOnly().addToBucket();

        assertThat(context.hasEnoughMatchedTerms()).isFalse();
    }

    @Test
    void looksUpCompletionsThatCooccur() {
        assertThat(expand(INDEX.search("lilas par"), PrefixExpansion::cooccurringOnly))
                .isEqualTo("add [lila, pari]: 1");
        assertThat(expand(INDEX.search("port"), PrefixExpansion::cooccurringOnly))
                .isEqualTo("add [portali]: 1; add [port]: 4");
    }
}
