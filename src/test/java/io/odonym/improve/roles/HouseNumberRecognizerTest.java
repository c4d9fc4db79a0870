package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseNumberRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 rue haute 75011 paris; 12
                    12bis rue haute; 12bis
                    rue haute 12; 12
                    rue haute 12, 75011 paris; 12
                    n° 12 rue haute; ndeg 12
                    n°12 rue haute; n 12
                    numéro 12, rue haute; numero 12
                    le 12 rue haute; 12
                    le 12 bis rue haute; 12
                    12345 route haute; 12345
                    2e rue haute; 2e
                    """)
    void recognizesHouseNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.HOUSE_NUMBER)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue des 36 ponts; ''
                    12 rue des 36 ponts; 12
                    rue du 11e régiment; ''
                    12 rue du 4 septembre; 12
                    2eme avenue valbonne; ''
                    12 2e avenue valbonne; 12
                    avenue du 1er mai; ''
                    rue haute 75011 paris; ''
                    rue haute 123456; ''
                    """)
    void leavesNumbersInNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.HOUSE_NUMBER)).isEqualTo(tokens);
    }
}
