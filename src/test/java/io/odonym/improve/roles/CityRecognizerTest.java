package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CityRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 rue haute 75011 paris; paris
                    12 rue haute 72000 le mans; le mans
                    12 rue haute 72000 le manss cedex; le manss
                    12 rue haute, paris (75011); paris
                    rue haute paris; paris
                    rue haute le mans; le mans
                    rue de paris, nantes; nantes
                    paris, 12 rue haute; paris
                    nantes rue haute; nantes
                    paris; paris
                    'rue de, paris'; paris
                    """)
    void recognizesCities(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.CITY)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue de paris; ''
                    12 rue haute; ''
                    75011 rue haute; ''
                    rue de nice 12; ''
                    """)
    void leavesNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.CITY)).isEqualTo(tokens);
    }
}
