package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 rue du chemin vert 75011 paris; du chemin vert
                    rue haute bat b; haute
                    chez durand, 12 rue haute; chez durand haute
                    '12 rue haute, le village, 75011 paris'; haute le village
                    n.d. des champs; nd des champs
                    n.x. des champs; n x des champs
                    """)
    void namesTheRemainingWords(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.NAME)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 rue haute 123456; 123456
                    """)
    void namesTheRemainingNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.NAME_NUMBER)).isEqualTo(tokens);
    }
}
