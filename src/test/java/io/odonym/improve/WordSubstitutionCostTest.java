package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordForm;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSubstitutionCostTest {

    private static String cost(RelaxedQuery query, String text) {
        WordForm word = query.wordForms().get(text);
        word.prepareFor(query.id(), query.termCount());
        WordSubstitutionCost.compute(query, word, 0);
        return (word.substitutionCost(0) + " " + word.substitution(0).name()).strip();
    }

    @ParameterizedTest
    @CsvSource({
        "rivoli, rivoli, 0.0",
        "bd, boulevard, 0.02",
        "henri, henry, 0.02",
        "gaie, gay, 0.25",
        "xiv, quatorze, 0.02",
        "23, xxiii, 0.2 spelled_numbers",
        "boulot, bouleau, 0.4 homophones",
        "rivili, rivoli, 1.0 misspelt_words",
        "rep, rebonds, Infinity",
        "repu, republique, 0.7 abbreviations",
        "dex, des, 0.5 misspelt_words",
        "rue, avenue, Infinity",
        "12, 13, Infinity",
        "12, 12bis, Infinity",
        "rivoli, lauriers, Infinity",
    })
    void choosesTheCheapestSubstitution(String term, String word, String cost) {
        assertThat(cost(FrenchPlaces.query(term), word)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({
        "repu, republique, 0.05",
        "1, 12bis, 0.05",
        "rue, ruelle, 0.05",
        "second, seconde, 0.2 spelled_numbers",
        "riva, rivoli, Infinity",
    })
    void matchesTheBeginningOfAWordWithAnUnfinishedTerm(String term, String word, String cost) {
        assertThat(cost(FrenchPlaces.query(term, true), word)).isEqualTo(cost);
    }
}
