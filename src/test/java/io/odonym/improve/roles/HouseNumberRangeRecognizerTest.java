package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseNumberRangeRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    96-98 rue haute; 96-98
                    96 - 98 rue haute; 96-98
                    12/14 rue haute; 12/14
                    12 & 14 rue haute; 12&14
                    6 à 10 rue haute; 6 a 10
                    2, 4 et 6 rue haute; 2, 4 et 6
                    8 et 12 bis rue haute; 8 et 12bis
                    8 ou 10 rue haute; 8 ou 10
                    rue haute 2-4 75011 paris; 2-4
                    n° 2-4 rue haute; ndeg 2-4
                    """)
    void recognizesRanges(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.HOUSE_NUMBER)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    6 a rue haute; 6
                    rue du 8-10 haute; 10
                    12 rue haute et 14 rue basse; 12 14
                    rue haute 12, 14; 12 14
                    12 rue haute; 12
                    """)
    void leavesOtherNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.HOUSE_NUMBER)).isEqualTo(tokens);
    }
}
