package io.odonym.python;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonNumberParserTest {

    @Property
    void parsesEveryFormattedNumber(@ForAll double number) {
        assertThat(PythonNumberParser.parseFloat(PythonFloatFormat.repr(number))).hasValue(number);
    }

    @Property
    void parsesEveryInteger(@ForAll long number) {
        assertThat(PythonNumberParser.parseInteger(" +" + number).isPresent())
                .isEqualTo(number >= 0);
        assertThat(PythonNumberParser.parseInteger(number + "\n").orElseThrow()).isEqualTo(number);
    }

    @Property
    void acceptsAnyTextWithoutException(@ForAll String text) {
        PythonNumberParser.parseFloat(text);
        PythonNumberParser.parseInteger(text);
    }

    @Property
    void formatsDecimalsLikeJava(
            @ForAll @LongRange(min = -9_999_999_999_999L, max = 9_999_999_999_999L) long digits,
            @ForAll @IntRange(max = 9) int places) {
        double number = digits / Math.pow(10, places);
        Assume.that(Math.abs(number) >= 1e-3 && Math.abs(number) < 1e7);
        assertThat(PythonFloatFormat.repr(number)).isEqualTo(Double.toString(number));
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
