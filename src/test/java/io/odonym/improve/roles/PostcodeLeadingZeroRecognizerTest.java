package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostcodeLeadingZeroRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 6560 valbonne; 06560
                    rue haute 6560 nice; 06560
                    1000 bourg-en-bresse; 01000
                    rue haute valbonne 6560; 06560
                    6560 rue haute valbonne; ''
                    rue haute 3750 gap; ''
                    rue haute 6560 gap; ''
                    rue haute 6560 valbonne 06560; 06560
                    """)
    void restoresTheFirstZero(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.POSTCODE)).isEqualTo(tokens);
    }
}
