package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadsheetDecimalRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12.0 rue haute 75011 paris; 12
                    12,00 rue haute 75011 paris; 12
                    0012.0 rue haute; 12
                    12.5 rue haute; 12 5
                    12, 0 rue haute; 12
                    """)
    void restoresHouseNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.HOUSE_NUMBER)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 75011.0 paris; 75011
                    rue haute 75011,00 paris; 75011
                    rue haute 75.011 paris; 75011
                    """)
    void restoresPostcodes(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.POSTCODE)).isEqualTo(tokens);
    }
}
