package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberInNameRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    3 rue du 19 mars 1962; 19 1962
                    12 rue du 8 mai 45; 8 45
                    RN 12 gap; 12
                    R.N. 12 gap; 12
                    RD906 gap; 906
                    route nationale 17 gap; 17
                    rue haute 44000 nantes 3; 3
                    rue haute 48220 Pont de Montvert - Sud Mont Lozère 8; 8
                    'rue haute, nantes 3'; 3
                    rue des 36 ponts; 36
                    rue du 11e régiment; 11e
                    """)
    void recognizesNumbersInNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.NAME_NUMBER)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue nationale 17 gap; ''
                    44000 nantes rue haute 3; ''
                    rue du 8 mai 45; 8
                    8 mai; ''
                    3 rue haute; ''
                    """)
    void leavesHouseNumbers(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.NAME_NUMBER)).isEqualTo(tokens);
    }
}
