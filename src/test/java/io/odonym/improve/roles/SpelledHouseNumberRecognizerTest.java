package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpelledHouseNumberRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    vingt et un rue haute; 21
                    trente-six avenue haute; 36
                    quatre-vingt-dix-neuf rue haute; 99
                    nonante rue haute; 90
                    mille deux cents route haute; 1200
                    douze bis rue haute; 12
                    bat b douze rue haute; 12
                    'mairie, douze rue haute'; 12
                    neuf rue neuve; 9
                    un mail haut; 1
                    """)
    void recognizesNumbersInWords(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.HOUSE_NUMBER)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue des trente-six ponts; ''
                    rue du dix-neuf mars; ''
                    place du cent rue; ''
                    passage dix; ''
                    premier rue haute; ''
                    les quatre chemins; ''
                    quatre moulins; ''
                    """)
    void leavesNumbersInNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.HOUSE_NUMBER)).isEqualTo(tokens);
    }
}
