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
    @CsvSource({"96-98, 96", "12bis et 14, 12bis", "6 a 10, 6", "12, 12", "'', ''"})
    void returnsTheFirstNumber(String asked, String first) {
        assertThat(HouseNumberText.first(asked)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"42bisa, 42ba", "42abis, 42ab", "7quaterb, 7qb", "7ter, 7t", "12, 12"})
    void shortensSuffixes(String number, String shortened) {
        assertThat(HouseNumberText.withShortSuffixes(number)).isEqualTo(shortened);
    }
}
