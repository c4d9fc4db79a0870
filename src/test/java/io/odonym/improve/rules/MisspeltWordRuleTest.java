package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordSubstitutionRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspeltWordRuleTest {

    private static final MisspeltWordRule RULE = new MisspeltWordRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("misspelt_words");
    }

    @ParameterizedTest
    @CsvSource({
        "rue de rivili, rivili: rivoli 1.0",
        "rue de rivloi, rivloi: rivoli 1.0",
        "rue de rivil, rivil: rivoli 2.1",
        "rue de rivi, ''",
        "rue nay, nay: ney 1.4",
        "rue nayx, ''",
        "rue na, ''",
        "lion, lion: lyon 1.4",
        "seyssims, seyssims: seyssins 1.0",
        "moulon, moulon: moulin 1.0",
        "sarl rivili 12 rue ney, ''",
        "rou desx, desx: des 1.4",
        "12rivoli, ''",
    })
    void correctsMisspeltWords(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 1", "4, 1", "5, 2", "12, 2"})
    void permitsMoreEditsInLongWords(int length, int edits) {
        assertThat(MisspeltWordRule.maxEdits(length)).isEqualTo(edits);
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 1.0", "2, 5, 2.1", "1, 4, 1.4", "1, 3, 1.4"})
    void chargesMoreForShortWords(int edits, int length, double cost) {
        assertThat(MisspeltWordRule.cost(edits, length)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({
        "rivili, rivoli, 1.0",
        "rivi, rivoli, NaN",
        "rivil, rivoli, 2.1",
        "nay, ney, 1.4",
        "ny, ney, 1.4",
        "n, ne, NaN",
        "charpantias, charpentiers, 3.1",
        "charpnt, charpentiers, NaN",
        "jean, jeanne, NaN",
        "moulin, moulins, 1.0",
        "lyon, lion, 1.9",
        "paris, peris, 1.5",
        "rivoli, lauriers, NaN",
        "rivo, rue, NaN",
        "ruz, rue, 0.5",
        "avenux, avenue, 0.5",
        "avenxx, avenue, NaN",
        "dex, des, 0.5",
        "de, des, NaN",
        "da, de, 0.5",
        "12, 13, NaN",
    })
    void matchesMisspeltWords(String term, String word, float cost) {
        RelaxedQuery query = FrenchPlaces.query(term);

        assertThat(RULE.substitutionCost(query, 0, query.wordForms().get(word)))
                .isEqualTo(Float.isNaN(cost) ? WordSubstitutionRule.NO_MATCH : cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10 rue mzsnil paris           | mesnil 10 [misspelt_words] exact
                    rue des charpentias bordeaux  | charpentiers [misspelt_words]
                    rue des tanneurs amies        | tanneurs [misspelt_words]
                    """)
    void findsPlacesByMisspeltWords(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
