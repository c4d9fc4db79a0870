package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    bat b 12 rue haute; bat b
                    bâtiment C3, 12 rue haute; batiment c3
                    esc 4 8 rue haute; esc 4
                    rue haute tour 3; tour 3
                    grande rue apt 12 44000 nantes; apt 12
                    3e étage 12 rue haute; 3e etage
                    troisième étage, 12 rue haute; troisieme etage
                    12 rue haute 2ème étage gauche; 2eme etage gauche
                    rue haute appt n 12 75011; appt n 12
                    rue haute appt n°4; appt n 4
                    rue haute, porte gauche; porte gauche
                    12 rue haute rdc; rdc
                    résidence 3, 12 rue haute; residence 3
                    """)
    void recognizesUnits(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.UNIT)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue de la tour 3; ''
                    porte d'orleans; ''
                    appt 12 rue haute; ''
                    rue de la porte verte; ''
                    quai 12 rue haute; ''
                    villa des roses; ''
                    rue tour 3; ''
                    impasse de l'étage; ''
                    premier rue haute; ''
                    """)
    void leavesNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.UNIT)).isEqualTo(tokens);
    }
}
