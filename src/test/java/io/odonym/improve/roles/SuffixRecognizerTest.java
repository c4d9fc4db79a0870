package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuffixRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 bis rue haute; bis
                    12 ter rue haute; ter
                    18 quater, rue haute; quater
                    rue haute 18 ter 75011 paris; ter
                    4 q rue haute; q
                    4 t rue haute; t
                    rue haute 4 b; b
                    rue haute 4 q; q
                    42 a bis rue haute; a bis
                    42 bis a rue haute; bis a
                    12 b 75011 paris; b
                    douze bis rue haute; bis
                    """)
    void recognizesSuffixes(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.SUFFIX)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12bis rue haute; ''
                    12 r de la paix; ''
                    12 l olivier; ''
                    12 d avenue haute; d
                    12 q des orfevres; ''
                    12 d'argenteuil; ''
                    rue bis; ''
                    rue ter haute; ''
                    """)
    void leavesOtherLetters(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.SUFFIX)).isEqualTo(tokens);
    }
}
