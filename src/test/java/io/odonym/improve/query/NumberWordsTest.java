package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NumberWordsTest {

    @ParameterizedTest
    @CsvSource({
        "14, 14",
        "quatorze, 14",
        "xiv, 14",
        "4, 4",
        "iv, 4",
        "un, 1",
        "seize, 16",
        "vingt, 20",
        "quarante, 40",
        "soixante, 60",
        "cent, 100",
        "mille, 1000",
        "xxiii, 23",
        "1945, 1945",
        "0, 0",
        "1er, 10001",
        "1e, -1",
        "1re, 10001",
        "1ere, 10001",
        "premier, 10001",
        "premiere, 10001",
        "2e, 10002",
        "second, 10002",
        "seconde, 10002",
        "deuxieme, 10002",
        "iieme, 10002",
        "iie, 10002",
        "16eme, 10016",
        "seizieme, 10016",
        "rue, -1",
        "12b, -1",
        "75001, -1",
        "'', -1",
    })
    void parsesSingleWords(String word, int value) {
        assertThat(NumberWords.value(word)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, ''",
        "0, zero 0",
        "1, i un 1",
        "14, xiv quatorze 14",
        "16, xvi seize 16",
        "17, xvii 17",
        "23, xxiii 23",
        "24, 24",
        "10001, premier 1e",
        "10016, seizieme 16e",
        "10017, ''",
    })
    void spellsNumbers(int value, String spellings) {
        assertThat(String.join(" ", NumberWords.spellings(value))).isEqualTo(spellings);
    }

    @ParameterizedTest
    @CsvSource({
        "dix sept, 17, 2",
        "vingt et un, 21, 3",
        "vingt et un rue, 21, 3",
        "quatre vingt douze, 92, 3",
        "quatre vingt, 80, 2",
        "cent quatre vingt, 180, 3",
        "mille neuf cent quarante cinq, 1945, 5",
        "deux mille, 2000, 2",
        "mille, 1000, 1",
        "cent, 100, 1",
        "deux cent un, 201, 3",
        "huit mai, 8, 1",
        "et un, 0, 0",
        "rue de, 0, 0",
        "deux deuxieme, 2, 1",
        "soixante dix, 70, 2",
    })
    void parsesCompounds(String text, int value, int wordCount) {
        assertThat(NumberWords.parseCompound(List.of(text.split(" "))))
                .isEqualTo(new NumberWords.Compound(value, wordCount));
    }
}
