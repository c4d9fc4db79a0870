package io.odonym.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NumberWordsTest {

    private static final int MAX = 9_999;

    @ParameterizedTest
    @CsvSource({
        "14, 14",
        "quatorze, 14",
        "xiv, 14",
        "4, 4",
        "iv, 4",
        "i, 1",
        "v, 5",
        "x, 10",
        "un, 1",
        "seize, 16",
        "vingt, 20",
        "quarante, 40",
        "soixante, 60",
        "septante, 70",
        "octante, 80",
        "huitante, 80",
        "nonante, 90",
        "cent, 100",
        "mille, 1000",
        "xxiii, 23",
        "xxxvi, 36",
        "mcmxlv, 1945",
        "1945, 1945",
        "0, 0",
        "1er, 10001",
        "1e, 10001",
        "1re, 10001",
        "1ere, 10001",
        "ier, 10001",
        "premier, 10001",
        "premiere, 10001",
        "2e, 10002",
        "2nd, 10002",
        "second, 10002",
        "seconde, 10002",
        "deuxieme, 10002",
        "iieme, 10002",
        "iie, 10002",
        "neuvieme, 10009",
        "11e, 10011",
        "xie, 10011",
        "onzieme, 10011",
        "16eme, 10016",
        "seizieme, 10016",
        "vingtieme, 10020",
        "centieme, 10100",
        "151e, 10151",
    })
    void parsesSingleWords(String word, int value) {
        assertThat(NumberWords.value(word)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "rue",
        "12b",
        "75001",
        "''",
        "c",
        "d",
        "l",
        "m",
        "cd",
        "di",
        "mi",
        "li",
        "xl",
        "iiii",
        "vx",
        "cie",
        "mme",
        "livre",
        "vire",
        "ver",
        "vers",
        "cinquieme1",
        "2er",
        "3nd"
    })
    void rejectsOtherWords(String word) {
        assertThat(NumberWords.value(word)).isEqualTo(NumberWords.NOT_A_NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, ''",
        "0, 0",
        "1, i un 1",
        "14, xiv quatorze 14",
        "16, xvi seize 16",
        "17, xvii 17",
        "20, xx vingt 20",
        "36, xxxvi 36",
        "1000, mille 1000",
        "1962, 1962",
        "10001, premier premiere 1er",
        "10009, neuvieme 9e",
        "10016, seizieme 16e",
        "10017, 17e",
        "10100, centieme 100e",
    })
    void spellsNumbers(int value, String spellings) {
        assertThat(String.join(" ", NumberWords.spellings(value))).isEqualTo(spellings);
    }

    @ParameterizedTest
    @CsvSource({
        "dix sept, 17, 2",
        "vingt et un, 21, 3",
        "vingt et une, 21, 3",
        "vingt et un rue, 21, 3",
        "trente six ponts, 36, 2",
        "quatre vingt douze, 92, 3",
        "quatre vingt dix neuf, 99, 4",
        "quatre vingt, 80, 2",
        "quatre vingts, 80, 2",
        "soixante et onze, 71, 3",
        "soixante dix sept, 77, 3",
        "septante deux, 72, 2",
        "nonante, 90, 1",
        "huitante et un, 81, 3",
        "cent quatre vingt, 180, 3",
        "mille neuf cent quarante cinq, 1945, 5",
        "mille neuf cent soixante deux, 1962, 5",
        "mil neuf cent quarante cinq, 1945, 5",
        "dix neuf cent quarante cinq, 1945, 5",
        "neuf mille neuf cent quatre vingt dix neuf, 9999, 8",
        "deux mille, 2000, 2",
        "mille, 1000, 1",
        "cent, 100, 1",
        "deux cent un, 201, 3",
        "deux cents, 200, 2",
        "huit mai, 8, 1",
        "vingt et unieme regiment, 10021, 3",
        "dix septieme, 10017, 2",
        "quatre vingtieme, 10080, 2",
        "deux deuxieme, 2, 1",
        "soixante dix, 70, 2",
        "deux trois, 2, 1",
        "dix deux, 10, 1",
        "vingt et rue, 20, 1",
        "et un, 0, 0",
        "mil, 0, 0",
        "premier, 0, 0",
        "rue de, 0, 0",
    })
    void parsesCompounds(String text, int value, int wordCount) {
        assertThat(NumberWords.parseCompound(List.of(text.split(" "))))
                .isEqualTo(new NumberWords.Compound(value, wordCount));
    }

    @Test
    void parsesTheWordsOfEveryNumber() {
        for (int value = 1; value <= MAX; value++) {
            List<String> words = NumberWords.words(value);

            assertThat(NumberWords.parseCompound(words))
                    .isEqualTo(new NumberWords.Compound(value, words.size()));
        }
    }

    @Test
    void hasNoWordsForOtherNumbers() {
        assertThat(NumberWords.words(0)).isEmpty();
        assertThat(NumberWords.words(MAX + 1)).isEmpty();
        assertThat(NumberWords.words(-1)).isEmpty();
    }
}
