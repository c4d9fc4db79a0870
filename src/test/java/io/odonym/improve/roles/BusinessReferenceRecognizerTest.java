package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessReferenceRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute dossier 12; dossier 12
                    'dossier 12 : rue haute'; dossier 12
                    'réf. AB12, 4 rue haute'; ref ab12
                    client n° 40, 4 rue haute; client ndeg 40
                    SIRET 12345678900012 4 rue haute; siret 12345678900012
                    123456789 4 rue haute; 123456789
                    """)
    void recognizesReferences(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.REFERENCE)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue du dossier 12; ''
                    client 12 rue haute; ''
                    rue siege 4; ''
                    """)
    void leavesNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.REFERENCE)).isEqualTo(tokens);
    }
}
