package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordForm;
import io.odonym.index.places.RankingRecord;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryAlignmentTest {

    private static QueryAlignment align(RelaxedQuery query, String id, boolean correct) {
        QueryAlignment alignment = new QueryAlignment();
        alignment.start(query);
        align(alignment, query, id, correct);
        return alignment;
    }

    private static void align(
            QueryAlignment alignment, RelaxedQuery query, String id, boolean correct) {
        RankingRecord place = query.lookup().rankingRecord(FrenchPlaces.document(id));
        WordForm[][] names = new WordForm[place.nameCount()][];
        for (int i = 0; i < names.length; i++) {
            names[i] =
                    query.wordForms().get(place.bytes(), place.nameStart(i), place.nameLength(i));
        }
        alignment.align(place, names, query.certainHouseNumber(), correct);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rue de rivoli paris             | rivoli       | 0    | []
                    rue de rivili paris             | rivoli       | 1.0  | [misspelt_words]
                    12 rue de rivoli 75004 paris    | rivoli       | 0    | []
                    rue des tann eurs amiens        | tanneurs     | 0.5  | [split_words]
                    rue delacommune aubervilliers   | commune      | 0.5  | [joined_words]
                    rue du puits bordeaux           | lauriers     | 0.3  | [street_type]
                    rue des lauriers bordeaux       | lauriers     | 0    | []
                    rue grand delacroix             | delacroix    | 3.65 | [extra_words, missing_words]
                    mai mille neuf cent quarante cinq | mai8       | 1.85 | [spelled_numbers, street_type, missing_words]
                    """)
    void addsTheCostsOfTheCheapestMatches(
            String text, String id, double cost, String improvements) {
        QueryAlignment alignment = align(FrenchPlaces.improvedQuery(text), id, false);

        assertThat(alignment.cost()).isEqualTo(cost, Offset.offset(1e-6));
        assertThat(alignment.improvements().names()).hasToString(improvements);
    }

    @ParameterizedTest
    @CsvSource({
        "12 rue de rivili 75004 paris, rivoli, rue de rivoli 75004 paris",
        "rue des tann eurs amiens, tanneurs, rue des tanneurs amiens",
        "rue delacommune aubervilliers, commune, rue de la commune aubervilliers",
        "sarl chemin rivili de paris, rivoli, chemin rivoli de paris",
    })
    void correctsTheQuery(String text, String id, String corrected) {
        assertThat(align(FrenchPlaces.improvedQuery(text), id, true).correctedQuery())
                .isEqualTo(corrected);
    }

    @Test
    void computesTheCorrectedQueryOnRequestOnly() {
        assertThat(align(FrenchPlaces.improvedQuery("rue de rivoli"), "rivoli", false))
                .extracting(QueryAlignment::correctedQuery)
                .isEqualTo("");
    }

    @Test
    void returnsTheMatchedTerms() {
        RelaxedQuery query = FrenchPlaces.improvedQuery("sarl rue de rivili 75016");

        assertThat(FrenchPlaces.texts(query, align(query, "rivoli", false).matchedTerms()))
                .isEqualTo("rue de rivili 75016");
    }

    @Test
    void doesNotMatchTheCertainHouseNumber() {
        RelaxedQuery query = FrenchPlaces.improvedQuery("8 rue du mai 1945 paris");

        assertThat(align(query, "mai8", false).cost()).isEqualTo(0.95, Offset.offset(1e-6));
    }

    @Test
    void alignsSeveralPlacesInTurn() {
        RelaxedQuery query = FrenchPlaces.improvedQuery("rue du moulin lyon");
        QueryAlignment alignment = align(query, "moulin-a", false);
        double other = alignment.cost();
        align(alignment, query, "moulin-l", false);

        assertThat(alignment.cost()).isZero();
        assertThat(other).isGreaterThan(2);
    }
}
