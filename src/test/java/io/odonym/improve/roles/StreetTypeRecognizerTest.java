package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetTypeRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 rue haute; rue
                    12 bis av. foch; av
                    12 ave foch; ave
                    grande rue 75011 paris; grande rue
                    12 rond point haut; rond point
                    paris rue haute; rue
                    rue haute, place basse; rue place
                    rivoli rue; rue
                    n° 12 bd haut; bd
                    """)
    void recognizesStreetTypes(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.STREET_TYPE)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 rue du chemin vert; rue
                    rue de la place; rue
                    les pins; ''
                    """)
    void leavesNames(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.STREET_TYPE)).isEqualTo(tokens);
    }
}
