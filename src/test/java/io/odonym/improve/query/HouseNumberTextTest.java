package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HouseNumberTextTest {

    @ParameterizedTest
    @CsvSource({"12, 2", "12bis, 2", "7, 1", "bis, 0", "a12, 0", "'', 0", "0:9, 1", "9/2, 1"})
    void countsLeadingDigits(String word, int digits) {
        assertThat(HouseNumberText.countLeadingDigits(word)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({
        "ndeg3750, 4",
        "n12, 1",
        "no7, 2",
        "numero5, 6",
        "rue, 0",
        "n, 0",
        "a7, 0",
        "12, 0",
        "d906, 0",
        "'', 0"
    })
    void findsThePrefixOfANumber(String word, int length) {
        assertThat(HouseNumberText.joinedPrefixLength(word)).isEqualTo(length);
    }
}
