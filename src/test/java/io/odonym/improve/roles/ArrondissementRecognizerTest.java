package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrondissementRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute paris 4; 75004
                    rue haute paris 04; 75004
                    rue haute paris 17; 75017
                    20 bis rue haute paris 18; 75018
                    rue haute paris IVe; 75004
                    rue haute paris XVII; 75017
                    rue haute paris V; 75005
                    rue haute paris onzième; 75011
                    rue haute paris 11 eme; 75011
                    rue haute paris 11e arrondissement; 75011
                    rue haute 4e paris; 75004
                    rue haute 4 arrondissement paris; 75004
                    rue haute lyon 2; 69002
                    rue haute marseille 16; 13016
                    """)
    void givesThePostcode(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.POSTCODE)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 75004 paris 4; 4
                    rue haute 75004 paris 4e arr.; 4e arr
                    """)
    void recognizesARepetition(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.ARRONDISSEMENT)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    lyon 2; 2e arrondissement
                    paris 1; 1er arrondissement
                    paris 17; 17e arrondissement
                    lyon02; 2e arrondissement
                    lyon ii; 2e arrondissement
                    69002 lyon 2 e; 2e arrondissement
                    2e arrondissement de lyon; 2e arrondissement
                    """)
    void namesTheArrondissement(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.NAME_NUMBER)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue de paris 4; ''
                    paris 12 rue haute; ''
                    paris 12 bis rue haute; ''
                    rue haute paris 25; ''
                    rue haute paris 0; ''
                    rue haute lyon 10; ''
                    rue haute nantes 4; ''
                    rue haute v paris; ''
                    """)
    void leavesOtherNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.POSTCODE)).isEqualTo(tokens);
    }
}
