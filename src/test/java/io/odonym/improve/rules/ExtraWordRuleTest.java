package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.RelaxedQuery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class ExtraWordRuleTest {

    private static final ExtraWordRule RULE = new ExtraWordRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("extra_words");
    }

    @ParameterizedTest
    @CsvSource({"batiment, true", "sarl, true", "etage, true", "rivoli, false", "rue, false"})
    void recognizesExtraWords(String word, boolean extra) {
        assertThat(ExtraWordRule.isExtraWord(word)).isEqualTo(extra);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sarl dupont le 12 rue de rivoli | sarl 0.15, dupont 0.15, le 0.1, 12 0.35, rue 2.4, de 0.1, rivoli 2.4
                    rivoli bat b                    | rivoli 2.4, bat 0.02, b 0.02
                    rivoli appartement dupont       | rivoli 2.4, appartement 0.25, dupont 0.4
                    rivoli porte 12                 | rivoli 2.4, porte 0.02, 12 0.02
                    rivoli bat 7b                   | rivoli 2.4, bat 0.02, 7b 0.02
                    rivoli 75004 paris              | rivoli 2.4, 75004 2.4, paris 2.4
                    xq y rivoli                     | xq 0.8, y 0.8, rivoli 2.4
                    rue ste anne                    | rue 2.4, ste 2.4, anne 2.4
                    rue de la porte verte           | rue 2.4, de 0.1, la 0.1, porte 2.4, verte 2.4
                    rue haute porte verte           | rue 2.4, haute 2.4, porte 0.25, verte 0.4
                    xyz jean                        | xyz 2.4, jean 2.4
                    """)
    void setsTheCostOfOmittingATerm(String text, String costs) {
        RelaxedQuery query = FrenchPlaces.query(text);
        RULE.apply(query);

        assertThat(costs(query)).isEqualTo(costs);
    }

    @Test
    void makesAShortenedPostcodeCheaperThanAPostcode() {
        RelaxedQuery query = FrenchPlaces.query("12 rue 7504 75004");
        new HouseNumberAnywhereRule().apply(query);
        RULE.apply(query);

        assertThat(costs(query)).isEqualTo("12 0.35, rue 2.4, 7504 1.2, 75004 2.4");
    }

    private static String costs(RelaxedQuery query) {
        return IntStream.range(0, query.termCount())
                .mapToObj(i -> query.term(i) + " " + query.omissionCost(i))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "8 rue de marignan bat B 75008 paris, marignan 8 [extra_words] exact",
        "sarl dupont 9 rue des tanneurs amiens, tanneurs 9 [extra_words] exact",
        "rue des tanneurs chez durand amiens, tanneurs [extra_words]",
    })
    void findsPlacesDespiteExtraWords(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
