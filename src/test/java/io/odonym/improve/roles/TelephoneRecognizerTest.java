package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelephoneRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute tel 01 02 03 04 05; tel 1 2 3 4 5
                    rue haute 0102030405 paris; 0102030405
                    rue haute 01.02.03.04.05; 1 2 3 4 5
                    'rue haute, tél. : 0102030405'; tel 0102030405
                    """)
    void recognizesTelephoneNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.TELEPHONE)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 75011 paris; ''
                    rue du telephone 12; ''
                    06 nice; ''
                    rue haute 1234567890; ''
                    """)
    void leavesOtherNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.TELEPHONE)).isEqualTo(tokens);
    }
}
