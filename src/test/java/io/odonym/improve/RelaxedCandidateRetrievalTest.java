package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.RelaxedQuery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class RelaxedCandidateRetrievalTest {

    private static List<String> retrieve(RelaxedQuery query) {
        int[] documents =
                new RelaxedCandidateRetrieval(query.lookup(), query.wordForms())
                        .retrieve(query, Optional.empty());
        assertThat(documents).isSorted();
        return Arrays.stream(documents).mapToObj(FrenchPlaces::id).sorted().toList();
    }

    /** Tokens of more than one place in ten are common: "rue", "paris", "lyon", "75004". */
    @ParameterizedTest
    @CsvSource({
        "rue de rivoli lyon, rivoli",
        "rue de rivili lyon, rivoli",
        "jean jaures, jaures-l jaures-s jeanxxiii",
        "rue du moulin, moulin-a moulin-b moulin-l",
        "rue lyon, ''",
        "rue paris, jaures-s seyssinet",
        "de du des, ''",
        "8 rue du mai, mai8",
        "8 mai rue, mai8",
        "rue 14, juillet14",
        "12 rue de rivoli bat 8, rivoli",
        "tann eurs, tanneurs",
        "sarl imm hugo 12 rue ney, hugo ney",
        "xyzzy, ''",
    })
    void retrievesPlacesByRareTokens(String text, String ids) {
        assertThat(String.join(" ", retrieve(FrenchPlaces.improvedQuery(text)))).isEqualTo(ids);
    }

    @Test
    void retrievesPermittedPlacesOnly() {
        RelaxedQuery query = FrenchPlaces.improvedQuery("rue du moulin");
        int[] documents =
                new RelaxedCandidateRetrieval(query.lookup(), query.wordForms())
                        .retrieve(
                                query,
                                Optional.of(
                                        query.lookup()
                                                .documentsMatching("postcode", List.of("69002"))));

        assertThat(documents).containsExactly(FrenchPlaces.document("moulin-l"));
    }

    @Test
    void isReusable() {
        RelaxedQuery first = FrenchPlaces.improvedQuery("rue de rivoli");
        RelaxedQuery second = FrenchPlaces.improvedQuery("rue ney");
        RelaxedCandidateRetrieval retrieval =
                new RelaxedCandidateRetrieval(first.lookup(), first.wordForms());
        retrieval.retrieve(first, Optional.empty());

        assertThat(retrieval.retrieve(second, Optional.empty()))
                .containsExactly(FrenchPlaces.document("ney"));
    }
}
