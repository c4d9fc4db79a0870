package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.query.RelaxedQuery;
import io.odonym.index.places.StoredPlaceReader;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseNumberInterpretationSelectorTest {

    /** The terms in brackets match words of the place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    rue de rivoli                         | rivoli       | ''    | ''    | 0    | false
                    12 rue de rivoli                      | rivoli       | 12    | 12    | 0    | false
                    rivoli 12                             | rivoli       | 12    | 12    | 0.1  | true
                    rivoli n 12                           | rivoli       | 12    | 12    | 0    | true
                    rivoli [n] 12                         | rivoli       | 12    | 12    | 0    | true
                    12 bis rue de rivoli                  | rivoli       | ''    | 12bis | 0.5  | false
                    42 bis rue de rivoli                  | rivoli       | 42 bis | 42bis | 0   | false
                    42 rue de rivoli                      | rivoli       | ''    | 42    | 0.7  | false
                    2 quater rue de rivoli                | rivoli       | ''    | 2quater | 0.5 | false
                    99 rue de rivoli                      | rivoli       | ''    | 99    | 0.7  | false
                    99 square jean xxiii                  | jeanxxiii    | ''    | 99    | 0.6  | false
                    99 paris                              | paris        | ''    | 99    | 1.4  | false
                    rue du [8] mai [1945] 3               | mai8         | 3     | 3     | 0.1  | true
                    rue du 8 mai 1945 3                   | mai8         | 3     | 3     | 0.1  | true
                    appartement 4 10 rue de rivoli        | rivoli       | 10    | 10    | 0    | false
                    rue du 40 rivoli 12                   | rivoli       | 12    | 12    | 0.1  | true
                    [12] rue de rivoli                    | rivoli       | 12    | 12    | 0    | false
                    5a rue des charpentiers               | charpentiers | 5 A   | 5a    | 0    | false
                    8 bis rue des charpentiers            | charpentiers | 8 b   | 8bis  | 0    | false
                    2 rue 40 avenue rivoli                | rivoli       | 2     | 2     | 0.35 | false
                    3 rue 40 avenue rivoli                | rivoli       | ''    | 3     | 1.05 | false
                    [10] rivoli                           | rivoli       | ''    | ''    | 0    | false
                    """)
    void choosesTheCheapestNumber(
            String text, String id, String number, String requested, double cost, boolean moved) {
        RelaxedQuery query = FrenchPlaces.query(text.replaceAll("[\\[\\]]", ""));
        ImprovementRules.CLASSIFYING.forEach(improvement -> improvement.apply(query));
        StoredPlaceReader places = query.lookup().storedPlaces();
        int document = FrenchPlaces.document(id);

        HouseNumberInterpretationSelector.Choice choice =
                new HouseNumberInterpretationSelector(places)
                        .choose(query, document, matched(text), !id.equals("paris"));

        assertThat(choice.isFound() ? places.houseNumbers(document).text(choice.number()) : "")
                .isEqualTo(number);
        assertThat(choice.requested()).isEqualTo(requested);
        assertThat(choice.cost()).isEqualTo(cost, Offset.offset(1e-9));
        assertThat(choice.moved()).isEqualTo(moved);
    }

    private static long matched(String text) {
        long bits = 0;
        String[] terms = text.split(" ");
        for (int i = 0; i < terms.length; i++) {
            bits |= terms[i].startsWith("[") ? 1L << i : 0;
        }
        return bits;
    }
}
