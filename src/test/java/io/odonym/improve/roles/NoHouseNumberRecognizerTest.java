package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoHouseNumberRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    00 rue haute; 0
                    0 rue haute; 0
                    s/n rue haute; s n
                    sans numéro rue haute; sans numero
                    rue haute n° 0; ndeg 0
                    rue haute sn; sn
                    """)
    void recognizesMissingNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.NO_NUMBER)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    10 rue haute; ''
                    100 rue haute; ''
                    rue s n haute; ''
                    rue sans souci; ''
                    rue sans nom; ''
                    """)
    void leavesOtherWords(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.NO_NUMBER)).isEqualTo(tokens);
    }
}
