package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitPostcodeRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 75 011 paris; 75011
                    rue haute 750 11 paris; 75011
                    rue haute 75-011 paris; 75011
                    rue haute 99 999 paris; ''
                    12 200 rue haute paris; ''
                    rue haute n 75 011 paris; ''
                    """)
    void joinsPostcodes(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.POSTCODE)).isEqualTo(tokens);
    }
}
