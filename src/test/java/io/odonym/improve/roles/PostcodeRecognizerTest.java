package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostcodeRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 rue haute 75011 paris; 75011
                    12 rue haute, paris (75011); 75011
                    75011 rue haute paris; 75011
                    12345 rue haute 75011 paris; 75011
                    12345 rue haute paris; ''
                    rue haute 750111 paris; ''
                    rue haute 7501 paris; ''
                    """)
    void recognizesPostcodes(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.POSTCODE)).isEqualTo(tokens);
    }
}
