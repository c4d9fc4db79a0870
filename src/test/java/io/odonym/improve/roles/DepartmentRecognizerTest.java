package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepartmentRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute nice 06; 6
                    rue haute ajaccio (2A); 2a
                    rue haute bastia 2B; 2b
                    cayenne 973; 973
                    06 nice; 6
                    nice (6); 6
                    'hem, nord'; nord
                    nantes (loire-atlantique); loire atlantique
                    rue haute, hem - 59; 59
                    """)
    void recognizesDepartments(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.DEPARTMENT)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute nice 12; ''
                    rue de nice 06 rue haute; ''
                    06 rue haute nice; ''
                    rue du nord; ''
                    gare du nord; ''
                    12 nord; ''
                    gap (6); ''
                    """)
    void leavesOtherNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.DEPARTMENT)).isEqualTo(tokens);
    }
}
