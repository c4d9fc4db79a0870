package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.text.TextAnalysis;
import io.odonym.text.Token;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class RequestedHouseNumberTest {

    private static final TextAnalysis TEXT = TextAnalysis.standard();

    @ParameterizedTest
    @CsvSource({
        "3b rue du port, 3, b, 3b",
        "3 bis rue du port, 3, b, 3b",
        "120 ter rue du port, 120, t, 120t"
    })
    void separatesNumberAndSuffix(String query, int number, char suffix, String key) {
        assertThat(RequestedHouseNumber.of(TEXT.parse(query, 200).tokens()))
                .contains(new RequestedHouseNumber(number, suffix, key));
    }

    @Test
    void hasNoSuffixAfterAPlainNumber() {
        assertThat(RequestedHouseNumber.of(TEXT.parse("12 rue du port", 200).tokens()))
                .contains(new RequestedHouseNumber(12, (char) 0, "douz"));
    }

    @Test
    void isAbsentWithoutAHouseNumber() {
        assertThat(RequestedHouseNumber.of(TEXT.parse("rue du port", 200).tokens())).isEmpty();
    }

    /** Text analysis replaces the number 17 by the two tokens of "dix-sept". */
    @Test
    void joinsTheTokensInTheirOrder() {
        assertThat(
                        RequestedHouseNumber.of(
                                List.of(
                                        new Token("set", 0, 1, true, "17"),
                                        new Token("dix", 0, 0, true, "17"),
                                        new Token("ru", 1, 0, false, "rue"))))
                .contains(new RequestedHouseNumber(17, (char) 0, "dixset"));
    }
}
