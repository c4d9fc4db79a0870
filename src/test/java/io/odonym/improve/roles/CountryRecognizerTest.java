package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountryRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    'rue haute, 44000 nantes, france'; france
                    rue haute 44000 nantes FRANCE; france
                    'rue haute, F-44000 nantes'; f
                    'rue haute, FR-44000 nantes, France'; fr france
                    'rue haute, nantes, France métropolitaine'; france metropolitaine
                    """)
    void recognizesTheCountry(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.COUNTRY)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute fort de france; ''
                    rue de france; ''
                    place de france nantes; ''
                    12 f rue haute; ''
                    """)
    void leavesNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.COUNTRY)).isEqualTo(tokens);
    }
}
