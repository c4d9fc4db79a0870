package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordSubstitutionRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomophoneRuleTest {

    private static final HomophoneRule RULE = new HomophoneRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("homophones");
    }

    @ParameterizedTest
    @CsvSource({
        "rue des loriers, loriers: lauriers 0.4",
        "rue des tenneurs, tenneurs: tanneurs 0.4",
        "rue saint exuperi, exuperi: exupery 0.4",
        "place de la republike, republike: republique 0.4",
        "rue nei, ''",
        "rue des lauriers, ''",
        "sarl loriers 12 rue des tanneurs, ''",
        "12loriers, ''",
    })
    void replacesOneSpellingOfASound(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource({
        "boulot, bouleau, true",
        "chato, chateau, true",
        "loriers, lauriers, true",
        "no, nau, false",
        "lilas, lauriers, false",
        "12, 12, false",
        "rue, rues, false",
    })
    void matchesWordsThatSoundAlike(String term, String word, boolean matches) {
        RelaxedQuery query = FrenchPlaces.query(term);

        assertThat(RULE.substitutionCost(query, 0, query.wordForms().get(word)))
                .isEqualTo(matches ? 0.4f : WordSubstitutionRule.NO_MATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "allee des boulots 75019 paris, bouleaux [homophones]",
        "9 rue des loriers bordeaux, lauriers 9 [homophones] exact",
    })
    void findsPlacesBySound(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
