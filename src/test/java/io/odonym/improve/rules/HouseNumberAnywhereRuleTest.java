package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.HouseNumberInterpretation;
import io.odonym.improve.query.RelaxedQuery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

class HouseNumberAnywhereRuleTest {

    private static final HouseNumberAnywhereRule RULE = new HouseNumberAnywhereRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("number_position");
    }

    /** Each number is described by its terms, its text, its cost, and whether addok misses it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12 rue de rivoli               | 12=12 0.0                                            | 12
                    rivoli 12                      | 12=12 0.1 moved                                      | ''
                    rivoli 12 paris                | 12=12 0.2 moved                                      | ''
                    12 rivoli                      | 12=12 0.0                                            | ''
                    rue de rivoli n 12 paris       | n 12=12 0.0 moved                                    | n 12
                    rue de rivoli n°12 paris       | n 12=12 0.0 moved                                    | n 12
                    rue de rivoli numero 12        | numero 12=12 0.0 moved                               | numero 12
                    12 bis rue de rivoli           | 12 bis=12bis 0.0                                     | 12 bis
                    12bis rue de rivoli            | 12bis=12bis 0.0                                      | 12bis
                    12 b rue de rivoli             | 12 b=12b 0.0                                         | 12 b
                    12 l rue                       | 12 l=12l 0.0                                         | 12 l
                    12 l olivier                   | 12=12 0.0                                            | ''
                    12 b olivier                   | 12 b=12b 0.0                                         | ''
                    rivoli 12 d 75004              | 12 d=12d 0.2 moved                                   | ''
                    rivoli 12 d                    | 12 d=12d 0.1 moved                                   | ''
                    12 r de la paix                | 12=12 0.0                                            | 12
                    12 bis olivier                 | 12 bis=12bis 0.0                                     | ''
                    18 ter rue de rivoli           | 18 ter=18ter 0.0     | 18 ter
                    4 q rue de rivoli              | 4 q=4q 0.0           | 4 q
                    vingt et un rue de rivoli      | 21=21 0.2 moved      | 21
                    douze bis rue de rivoli        | 12 bis=12bis 0.2 moved | 12 bis
                    42 bis a rue de rivoli         | 42 bis a=42bisa 0.0  | 42 bis a
                    rue des 36 ponts               | ''                   | ''
                    rue de rivoli vingt            | ''                   | ''
                    rue du 8 mai 1945              | ''                   | ''
                    rue du 8 mai 1945 3            | 3=3 0.1 moved    | ''
                    appartement 4 12 rue de rivoli | 12=12 0.0                             | 12
                    rivoli appartement 4 rue       | 4=4 2.0 moved                                           | ''
                    paris 12 rue 14 avenue         | 12=12 0.0, 14=14 0.1 moved                           | 12
                    10000 rue de rivoli            | 10000=10000 0.0                                      | 10000
                    rue de rivoli 75004            | ''                                                   | ''
                    75004 paris                    | ''                                                   | ''
                    rivoli 12quaterlon paris       | 12quaterlon=12quaterlon 0.2 moved                  | ''
                    rivoli 12abcdefghij paris      | ''                                                   | ''
                    rue de rivoli                  | ''                                                   | ''
                    """)
    void recognizesHouseNumbers(String text, String numbers, String certain) {
        RelaxedQuery query = FrenchPlaces.query(text);
        RULE.apply(query);

        assertThat(
                        query.houseNumbers().stream()
                                .map(number -> describe(query, number))
                                .collect(Collectors.joining(", ")))
                .isEqualTo(numbers);
        assertThat(FrenchPlaces.texts(query, query.certainHouseNumber())).isEqualTo(certain);
    }

    private static String describe(RelaxedQuery query, HouseNumberInterpretation number) {
        return "%s=%s %s%s"
                .formatted(
                        FrenchPlaces.texts(query, number.terms()),
                        number.text(),
                        number.cost(),
                        number.moved() ? " moved" : "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Rue de Rivoli n°12, Paris        | rivoli 12 [number_position] exact
                    rue de rivoli 42 bis 75004 paris | rivoli 42 bis [number_position] exact
                    rue du 8 mai 1945 3 paris        | mai8 3 [number_position] exact
                    """)
    void findsPlacesByMovedNumbers(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
