package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

class RelaxedQueryTest {

    private static List<String> terms(RelaxedQuery query) {
        return IntStream.range(0, query.termCount()).mapToObj(i -> query.term(i).text()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Rue de Rivoli n°12, rue/de/rivoli/n/12",
        "n12 rue de l'Opéra, n/12/rue/de/l/opera",
        "12 rue de Rivoli CEDEX 2, 12/rue/de/rivoli",
        "012 rue, 12/rue",
    })
    void splitsTheQueryIntoTerms(String text, String terms) {
        assertThat(terms(FrenchPlaces.query(text))).containsExactly(terms.split("/"));
    }

    @Test
    void ignoresTermsAboveTheMaximum() {
        assertThat(FrenchPlaces.query("a ".repeat(61)).termCount()).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({
        "12 rue de Rivoli, 0",
        "sarl dupont 12 rue de Rivoli, 2",
        "75004 paris 12 rue de Rivoli, 0",
        "paris 75004 12 rue de Rivoli, 0",
        "rue de Rivoli, 0",
        "rue de Rivoli 12, 0",
    })
    void findsTheStartOfTheAddress(String text, int start) {
        assertThat(FrenchPlaces.query(text).addressStart()).isEqualTo(start);
    }

    @Test
    void onlyTheLastTermOfAnUnfinishedQueryIsAPrefix() {
        RelaxedQuery unfinished = FrenchPlaces.query("rue riv", true);

        assertThat(unfinished.isPrefix(0)).isFalse();
        assertThat(unfinished.isPrefix(1)).isTrue();
        assertThat(FrenchPlaces.query("rue riv").isPrefix(1)).isFalse();
    }

    @Test
    void recognizesPostcodes() {
        RelaxedQuery query = FrenchPlaces.query("12 rue 7504 75004 abcd 750 2024");

        assertThat(query.isPostcode(3)).isTrue();
        assertThat(query.isPostcode(2)).isFalse();
        assertThat(query.isPostcodeLike(3)).isTrue();
        assertThat(query.isPostcodeLike(2)).as("no certain house number").isFalse();

        query.setCertainHouseNumber(TermMask.of(0) | TermMask.of(6));
        assertThat(query.certainHouseNumber()).isEqualTo(0b1000001);
        assertThat(IntStream.range(0, query.termCount()).filter(query::isPostcodeLike))
                .containsExactly(2, 3);
    }

    @Test
    void recognizesOrdinaryWords() {
        RelaxedQuery query = FrenchPlaces.query("12bis rue a ab");

        assertThat(IntStream.range(0, query.termCount()).filter(query::isOrdinaryWord))
                .containsExactly(1, 3);
    }

    @Test
    void countsThePlacesOfATerm() {
        RelaxedQuery query = FrenchPlaces.query("moulin rivili lyon");

        assertThat(query.documentCount(0)).isEqualTo(3);
        assertThat(query.documentCount(0)).isEqualTo(3);
        assertThat(query.documentCount(1)).isZero();
        assertThat(query.isKnown(0)).isTrue();
        assertThat(query.isKnown(1)).isFalse();
    }

    @Test
    void keepsAlternativesThatTheIndexContains() {
        RelaxedQuery query = FrenchPlaces.query("ri voli tannurs");
        query.addAlternative(ImprovementRule.NONE, TermMask.range(0, 2), "rivoli", 0.5);
        query.addAlternative(ImprovementRule.NONE, TermMask.of(2), "tanneurs", 1);
        query.addAlternative(ImprovementRule.NONE, TermMask.of(2), "tannurs", 1);

        TermAlternative joined = new TermAlternative(0b11, "rivoli", 0.5, 1, ImprovementRule.NONE);
        assertThat(query.alternatives())
                .containsExactly(
                        joined, new TermAlternative(0b100, "tanneurs", 1, 1, ImprovementRule.NONE));
        assertThat(query.multiTermAlternatives()).containsExactly(joined);
    }

    @Test
    void collectsWhatImprovementsRecognize() {
        RelaxedQuery query = FrenchPlaces.query("12 bis 14 rue");
        assertThat(query.omissionCost(3)).isEqualTo(2.4);

        query.setOmissionCost(3, 0.5);
        query.addJoinedTerm(1);
        query.addJoinedTerm(3);
        query.addHouseNumber(0b11, "12bis", "12bis", 0.1, true);
        query.addHouseNumber(0b100, "14", "14", 0, false);
        MunicipalityMention city = new MunicipalityMention(0b1000, List.of("75004"));
        query.cities().add(city);

        assertThat(query.omissionCost(3)).isEqualTo(0.5);
        assertThat(query.joinedTerms()).isEqualTo(0b1010);
        assertThat(query.houseNumberTerms()).isEqualTo(0b111);
        assertThat(query.houseNumbers())
                .extracting(HouseNumberInterpretation::text)
                .containsExactly("12bis", "14");
        assertThat(query.houseNumbers().getFirst().requested().number()).isEqualTo(12);
        assertThat(query.cities().mentions()).containsExactly(city);
    }

    @Test
    void findsMunicipalities() {
        RelaxedQuery query = FrenchPlaces.query("lyon");

        assertThat(isMunicipality(query, "lyon")).isTrue();
        assertThat(isMunicipality(query, "ney")).isFalse();
    }

    private static boolean isMunicipality(RelaxedQuery query, String id) {
        return query.lookup()
                .containsAll(FrenchPlaces.document(id), List.of(query.municipalities()));
    }
}
