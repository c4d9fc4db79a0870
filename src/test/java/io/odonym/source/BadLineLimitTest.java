package io.odonym.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadLineLimitTest {

    @ParameterizedTest
    @CsvSource({
        "0.01, 1, 15, false",
        "0.01, 20, 15, false",
        "0.01, 21, 500, true",
        "0.01, 50, 5000, false",
        "0.01, 51, 5000, true",
        "0, 1, 5000, true",
        "0, 0, 0, false",
    })
    void acceptsAShareOfTheLinesAndAtLeastTwenty(
            double share, long badLines, long lines, boolean exceeded) {
        assertThat(new BadLineLimit(share).isExceeded(badLines, lines)).isEqualTo(exceeded);
    }
}
