package io.odonym.improve.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.FrenchPlaces;
import io.odonym.improve.query.RelaxedQuery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongPostcodeOrCityRuleTest {

    private static final WrongPostcodeOrCityRule RULE = new WrongPostcodeOrCityRule();

    @Test
    void hasAPublicName() {
        assertThat(RULE.name()).isEqualTo("postcode_and_city");
    }

    @ParameterizedTest
    @CsvSource({
        "38170, 38180, 1.2, 0.75",
        "75004, 75016, 2.4, 0.75",
        "75004, 75040, 2.4, 0.75",
        "57004, 75004, 2.4, 0.6",
        "85004, 75004, 2.4, 0.6",
        "7504, 75004, 1.2, 0.6",
        "7500, 75016, 1.2, 0.75",
        "6900, 75016, 1.2, 1.2",
        "69002, 75016, 2.4, 2",
        "69002, '', 2.4, 2",
        "69002, 6, 2.4, 2",
    })
    void chargesLessForSimilarPostcodes(
            String requested, String postcode, double omissionCost, double cost) {
        assertThat(WrongPostcodeOrCityRule.postcodeCost(requested, postcode, omissionCost))
                .isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    38180 seyssins                         | seyssins 38180 38170
                    3 chemin des oliviers seyssins         | seyssins 38180 38170
                    20 rue de la commune amiens cedex 2    | amiens 80000 80080
                    amiens appartement 4                   | amiens 80000 80080
                    seyssinet pariset 11 rue jean jaures   | seyssinet pariset 38170
                    80000 amiens rue des tanneurs          | amiens 80000 80080
                    rue pariset                            | ''
                    rue du port pariset seyssinet          | ''
                    rue des tanneurs                       | ''
                    rue 12 pariset                         | ''
                    12 75004                               | ''
                    """)
    void findsMunicipalities(String text, String cities) {
        RelaxedQuery query = FrenchPlaces.query(text);
        RULE.apply(query);

        assertThat(
                        query.cities().mentions().stream()
                                .map(
                                        city ->
                                                FrenchPlaces.texts(query, city.terms())
                                                        + " "
                                                        + String.join(" ", city.postcodes())))
                .containsExactly(cities.isEmpty() ? new String[0] : new String[] {cities});
    }

    @ParameterizedTest
    @CsvSource({
        "12 rue de rivoli 7504, ''",
        "12 rue de rivoli 75005 paris, ''",
        "12 rue de rivoli 38710, 38710: 38170 0.6",
        "12 rue de rivoli 75004, ''",
        "rue de rivoli 38710, 38710: 38170 0.6",
    })
    void correctsPostcodes(String query, String alternatives) {
        assertThat(String.join("/", FrenchPlaces.alternatives(RULE, query)))
                .isEqualTo(alternatives);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    20 rue de la commune 93100 aubervilliers | commune 20 [postcode_and_city] exact
                    8 rue de marignan 75016 paris            | marignan 8 [postcode_and_city] exact
                    3 rue du chateau glisy                   | chateau 3 [postcode_and_city] exact
                    """)
    void findsPlacesDespiteWrongPostcodesAndCities(String query, String result) {
        assertThat(FrenchPlaces.describeBest(query)).isEqualTo(result);
    }
}
