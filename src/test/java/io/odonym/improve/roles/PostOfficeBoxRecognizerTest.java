package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.TokenRole;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostOfficeBoxRecognizerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute BP 12 44000 nantes; bp 12
                    rue haute B.P. 12 44000 nantes; bp 12
                    rue haute BP12 44000 nantes; bp12
                    rue haute CS n° 40012; cs ndeg 40012
                    rue haute CS 40012; cs 40012
                    TSA 12345 nantes; tsa 12345
                    'rue haute, cp 44000 nantes'; cp
                    """)
    void recognizesPostBoxes(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.BOX)).isEqualTo(tokens);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue bp haute; ''
                    rue cs; ''
                    rue haute cp 12; ''
                    """)
    void leavesOtherWords(String query, String tokens) {
        assertThat(RoleExamples.tokens(query, TokenRole.BOX)).isEqualTo(tokens);
    }
}
