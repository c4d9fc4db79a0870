package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CedexRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 44952 nantes cedex 9; 44952 cedex 9
                    44952 nantes cedex 9; 44952 cedex 9
                    44 952 nantes cedex 9; 44952 cedex 9
                    44 952 rue haute nantes cedex; cedex
                    rue haute 44000 nantes cedex; cedex
                    rue haute 75739 paris cedex 15; cedex 15
                    rue haute 44000 gap cedex; 44000 cedex
                    rue haute 44000 nantes; ''
                    """)
    void recognizesCedex(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.CEDEX)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 75739 paris cedex 15; 75015
                    rue haute 75739 paris cedex 04; 75004
                    rue haute 44952 nantes cedex 9; ''
                    """)
    void givesTheArrondissement(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.POSTCODE)).isEqualTo(tokens);
    }
}
