package io.odonym.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonNumberParserTest {

    @Test
    void parsesEveryFormattedNumber() {
        RandomTrials.check(
                random -> {
                    double number = random.anyDouble();
                    assertThat(PythonNumberParser.parseFloat(PythonFloatFormat.repr(number)))
                            .hasValue(number);
                });
    }

    @Test
    void parsesEveryInteger() {
        RandomTrials.check(
                random -> {
                    long number = random.anyLong();
                    assertThat(PythonNumberParser.parseInteger(" +" + number).isPresent())
                            .isEqualTo(number >= 0);
                    assertThat(PythonNumberParser.parseInteger(number + "\n").orElseThrow())
                            .isEqualTo(number);
                });
    }

    @Test
    void acceptsAnyTextWithoutException() {
        RandomTrials.check(
                random -> {
                    String text = random.text();
                    assertThatCode(() -> PythonNumberParser.parseFloat(text))
                            .doesNotThrowAnyException();
                    assertThatCode(() -> PythonNumberParser.parseInteger(text))
                            .doesNotThrowAnyException();
                });
    }

    @Test
    void formatsDecimalsLikeJava() {
        RandomTrials.check(
                random -> {
                    double number = random.decimal(1e-3, 9_999_999, random.between(3, 9));
                    double signed = random.flag() ? number : -number;
                    assertThat(PythonFloatFormat.repr(signed)).isEqualTo(Double.toString(signed));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e16=1e+16",
                "123456789012345680=1.2345678901234568e+17",
                "1e15=1000000000000000.0",
                "0.0001=0.0001",
                "0.00001=1e-05",
                "860=860.0",
                "1e7=10000000.0",
                "12345678.5=12345678.5",
                "-0.0=-0.0",
                "0.1=0.1",
                "-5.000001=-5.000001",
                "-9999999.999999=-9999999.999999",
                "9999999.9999999=9999999.9999999",
                "0.0010=0.001",
                "0.001000001=0.001000001",
                "0.30000000000000004=0.30000000000000004",
                "40.50=40.5",
                "1.5e-7=1.5e-07",
                "1e100=1e+100",
                "-2.5e300=-2.5e+300"
            })
    void formatsNumbersLikePythonsRepr(String pair) {
        String[] sides = pair.split("=");
        assertThat(PythonFloatFormat.repr(Double.parseDouble(sides[0]))).isEqualTo(sides[1]);
    }
}
