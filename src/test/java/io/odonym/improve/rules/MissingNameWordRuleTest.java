package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.WordFormCache;
import io.odonym.text.TextAnalysis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingNameWordRuleTest {

    @Test
    void hasAPublicName() {
        assertThat(new MissingNameWordRule().name()).isEqualTo("missing_words");
    }

    @ParameterizedTest
    @CsvSource({"general, 0.95", "de, 0.1", "la, 0.1"})
    void chargesLittleForStopWords(String word, double cost) {
        WordFormCache words = new WordFormCache(TextAnalysis.standard());

        assertThat(MissingNameWordRule.cost(words.get(word))).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({
        "rue delacroix amiens, delacroix [missing_words]",
        "rue rivoli paris, rivoli []",
        "avenue jaures lyon, jaures-l [missing_words]",
    })
    void findsPlacesDespiteMissingWords(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
