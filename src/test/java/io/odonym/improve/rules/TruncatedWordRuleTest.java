package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordSubstitutionRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruncatedWordRuleTest {

    private static final TruncatedWordRule RULE = new TruncatedWordRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("abbreviations");
    }

    @ParameterizedTest
    @CsvSource({
        "place de la rep, rep: republique 0.15/rep: republique 0.7",
        "rue des char, char: charpentiers 0.7",
        "rue des seys, seys: seyssinet 0.7/seys: seyssins 0.7",
        "rue grand, ''",
        "rue de la re, ''",
        "rue sou, ''",
        "sarl rep 12 rue des tanneurs, ''",
        "rue 12r, ''",
    })
    void expandsTheBeginningsOfWords(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @Test
    void keepsTheMostFrequentExpansions() {
        assertThat(FrenchPlaces.alternatives(RULE, "mou mar"))
                .containsExactly("mou: moulin 0.7", "mar: marignan 0.7");
    }

    @ParameterizedTest
    @CsvSource({
        "j, jean, 0.6",
        "st, stade, 0.65",
        "rep, republique, 0.15",
        "repu, republique, 0.7",
        "port, portail, 1.4",
        "du, dupont, NaN",
        "republique, rep, NaN",
        "rep, rep, NaN",
        "rep, lavoir, NaN",
        "12, 12bis, NaN",
        "av, avenue, 0.15",
        "cnl, colonel, 0.15",
        "rgt, regiment, 0.15",
        "myr, martyrs, 0.15",
    })
    void matchesAnAbbreviationWithAWord(String term, String word, float cost) {
        RelaxedQuery query = FrenchPlaces.query(term);

        assertThat(RULE.substitutionCost(query, 0, query.wordForms().get(word)))
                .isEqualTo(Float.isNaN(cost) ? WordSubstitutionRule.NO_MATCH : cost);
    }

    @ParameterizedTest
    @CsvSource({
        "rue des char bordeaux, charpentiers [abbreviations]",
        "rue a saint exupery lyon, saintexupery [missing_words]",
        "rue v hugo lyon, hugo [abbreviations]",
    })
    void findsPlacesByAbbreviations(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
