package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordSubstitutionRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpelledNumberRuleTest {

    private static final SpelledNumberRule RULE = new SpelledNumberRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("spelled_numbers");
    }

    @ParameterizedTest
    @CsvSource({
        "rue du 14 juillet, 14: quatorze 0.2",
        "rue du xiv juillet, xiv: quatorze 0.2",
        "passage 10, 10: dix 0.2",
        "square jean 23, 23: xxiii 0.2",
        "rue du huit mai, huit: 8 0.2",
        "mai mille neuf cent quarante cinq, mille neuf cent quarante cinq: 1945 0.2",
        "rue 15, ''",
        "rue du mai, ''",
    })
    void spellsNumbers(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource({
        "14, quatorze, true",
        "14, xiv, true",
        "2e, deuxieme, true",
        "2, deuxieme, false",
        "14, quinze, false",
        "rue, rue, false",
    })
    void matchesTheSameNumber(String term, String word, boolean matches) {
        RelaxedQuery query = FrenchPlaces.query(term);

        assertThat(RULE.substitutionCost(query, 0, query.wordForms().get(word)))
                .isEqualTo(matches ? 0.2f : WordSubstitutionRule.NO_MATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "square jean 23 paris, jeanxxiii [spelled_numbers]",
        "rue du 8 mai mille neuf cent quarante cinq paris, mai8 [spelled_numbers]",
    })
    void findsPlacesByOtherSpellings(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
