package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceInWordRuleTest {

    private static final SpaceInWordRule RULE = new SpaceInWordRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("split_words");
    }

    @ParameterizedTest
    @CsvSource({
        "rue des tann eurs, tann eurs: tanneurs 0.5",
        "rue des t ann e urs, t ann e urs: tanneurs 0.5",
        "rue des t a n n eurs, ''",
        "rue des tanneurs, ''",
        "ri 8 voli, ''",
        "n ey, ''",
        "ly on, ly on: lyon 0.5",
    })
    void joinsThePartsOfAWord(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource({
        "rue des tann eurs amiens, tanneurs [split_words]",
        "9 rue des lau riers bordeaux, lauriers 9 [split_words] exact",
    })
    void findsPlacesBySplitWords(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
