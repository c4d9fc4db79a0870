package io.odonym.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.odonym.testing.RandomTrials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

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

    /** The results are those of Python 3.11.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1_0|10.0|10",
                " 1 |1.0|1",
                "\u00a01\u2003|1.0|1",
                "\u001c1|error|error",
                "1\u001f|error|error",
                "\u0661\u0662|12.0|12",
                "1__0|error|error",
                "_1|error|error",
                "1_|error|error",
                "+1|1.0|1",
                "--1|error|error",
                "1_0.5_0e1_0|105000000000.0|error",
                "1_.5|error|error",
                "1._5|error|error",
                "1_e5|error|error",
                "1e_5|error|error",
                "1e5_|error|error",
                "1e|error|error",
                "e5|error|error",
                ".|error|error",
                ".5|0.5|error",
                "5.|5.0|error",
                "5.e+3|5000.0|error",
                ".e1|error|error",
                "inf|inf|error",
                "-Infinity|-inf|error",
                "+nan|nan|error",
                "NaN|nan|error",
                "\u0131nf|error|error",
                "infinit|error|error",
                "1 2|error|error",
                "0x10|error|error",
                "1f|error|error",
                "1d|error|error",
                "|error|error",
                " |error|error",
                "\ud835\udfcf|1.0|1",
                "1e400|inf|error",
                "-1e-400|-0.0|error",
                "1\u0000|error|error",
                "\u200b1|error|error",
                "1,5|error|error",
                "- 1|error|error",
                "\u2028-\u0967.\u0967e\u0967\u0085|-11.0|error",
                "1_0_0|100.0|100",
                "-0|-0.0|0"
            })
    void parsesLikePython(String textFloatAndInteger) {
        String[] parts = textFloatAndInteger.split("\\|");
        assertThat(
                        PythonNumberParser.parseFloat(parts[0]).stream()
                                .mapToObj(PythonNumberParserTest::repr)
                                .findAny()
                                .orElse("error"))
                .isEqualTo(parts[1]);
        assertThat(PythonNumberParser.parseInteger(parts[0]).map(Object::toString).orElse("error"))
                .isEqualTo(parts[2]);
    }

    private static String repr(double number) {
        if (Double.isFinite(number)) {
            return PythonFloatFormat.repr(number);
        }
        return Double.isNaN(number) ? "nan" : number < 0 ? "-inf" : "inf";
    }

    /** Python 3.11 counts leading zeros, but not underscores. */
    @Test
    void rejectsIntegersOfMoreThan4300Digits() {
        assertThat(PythonNumberParser.parseInteger("0_".repeat(4_299) + "1")).isPresent();
        assertThat(PythonNumberParser.parseInteger("0".repeat(4_300) + "1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1_", "1_0", "\u0661", " ", "\u2028", "1.", "e", "+"})
    @Timeout(20)
    void parsesLongTextsInLinearTime(String part) {
        String text = part.repeat(200_000 / part.length());
        for (String end : List.of("", "e", "x", "1")) {
            assertThatCode(() -> PythonNumberParser.parseFloat(text + end))
                    .doesNotThrowAnyException();
            assertThatCode(() -> PythonNumberParser.parseInteger(text + end))
                    .doesNotThrowAnyException();
        }
    }
}
