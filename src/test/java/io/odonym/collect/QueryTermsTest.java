package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.index.terms.DocumentSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

class QueryTermsTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();

    /** The limits allow four meaningful terms, and a term in nine documents is common. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # query | all, longest first | meaningful, rarest first | common | unknown
                    '' | [] | [] | [] | []
                    12 | [] | [] | [] | []
                    rue du port | [por, ru, du] | [por, du] | [ru] | []
                    rue pasteur amiens | [pasteur, amien, ru] | [pasteur] | [amien, ru] | []
                    rue xyzzy | [xizi, ru] | [] | [ru] | [xizi]
                    la paix paris lion du | [paix, pari, lion, la, du] | [paix, lion, pari, la] | [du] | []
                    rue la paix paris lion du | [paix, pari, lion, ru, la, du] | [paix, lion, pari, la] | [ru, du] | []
                    """)
    void classifiesTermsByDocumentCount(
            String query, String terms, String meaningful, String common, String unknown) {
        QueryTerms classified = INDEX.search(query).terms();

        assertThat(classified.terms()).hasToString(terms);
        assertThat(classified.meaningful()).hasToString(meaningful);
        assertThat(classified.common()).hasToString(common);
        assertThat(classified.unknown()).hasToString(unknown);
    }

    @Test
    void sortsCommonTermsByDocumentCount() {
        QueryTerms terms =
                INDEX.search("la porte paris tanneurs")
                        .limits(CollectionFixture.MANY_COMMON)
                        .terms();

        assertThat(terms.terms()).hasToString("[taneur, port, pari, la]");
        assertThat(terms.common()).hasToString("[port, pari, la]");
        assertThat(INDEX.search("rue tanneurs du lyon pasteur paris la port").terms().common())
                .hasToString("[ru, pari, la, du]");
    }

    @ParameterizedTest
    @CsvSource({
        "'', false, '', []",
        "rue, false, ru, [ru]",
        "12, true, douz, []",
        "12 rue du port, true, por, [por]",
        "rue du port rue, false, ru, [ru]"
    })
    void separatesTheHouseNumber(
            String query, boolean hasHouseNumber, String lastToken, String lastTerms) {
        QueryTerms terms = INDEX.search(query).terms();

        assertThat(terms.hasHouseNumber()).isEqualTo(hasHouseNumber);
        assertThat(terms.lastToken()).isEqualTo(lastToken);
        assertThat(terms.terms().stream().filter(QueryTerm::last).toList()).hasToString(lastTerms);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "rue, true", "rue amiens, true", "rue port, false", "rue zzz, false"})
    void recognizesQueriesOfCommonTermsOnly(String query, boolean onlyCommon) {
        assertThat(INDEX.search(query).terms().hasOnlyCommonTerms()).isEqualTo(onlyCommon);
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "rue, 1", "rue port, 2", "rue du port, 2", "rue du port amiens, 3"})
    void requiresTwoThirdsOfTheTerms(String query, int minMatchedTerms) {
        assertThat(INDEX.search(query).terms().minMatchedTerms()).isEqualTo(minMatchedTerms);
    }

    @ParameterizedTest
    @CsvSource({
        "1945, true",
        "0, true",
        "9, true",
        "2b, false",
        "ru, false",
        "/, false",
        "'', false"
    })
    void recognizesNumericTerms(String text, boolean numeric) {
        assertThat(new QueryTerm(text, Optional.empty(), false).isNumeric()).isEqualTo(numeric);
    }

    @Test
    void countsNoDocumentsOfAnUnknownTerm() {
        QueryTerm unknown = new QueryTerm("xyz", Optional.empty(), true);
        QueryTerm known = new QueryTerm("por", INDEX.lookup().findTerm("por"), true);

        assertThat(unknown.documentCount()).isZero();
        assertThatThrownBy(unknown::indexedTerm).isInstanceOf(NoSuchElementException.class);
        assertThat(known.documentCount()).isEqualTo(3);
        assertThat(known.indexedTerm()).hasToString("por");
        assertThat(known).hasToString("por");
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> new QueryTerm(null, Optional.empty(), false));
        assertThatNullPointerException().isThrownBy(() -> new QueryTerm("por", null, false));
        assertThatNullPointerException().isThrownBy(() -> terms(null, Optional.empty()));
        assertThatNullPointerException().isThrownBy(() -> terms(Optional.empty(), null));
    }

    private static QueryTerms terms(Optional<DocumentSet> filter, Optional<DocumentSet> nearby) {
        return new QueryTerms(
                List.of(), List.of(), List.of(), List.of(), false, "", 1, false, filter, nearby);
    }
}
