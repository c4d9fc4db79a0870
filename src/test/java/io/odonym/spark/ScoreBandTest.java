package io.odonym.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreBandTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5-0.6",
        "0.59, 0.5-0.6",
        "0.29, 0.2-0.3",
        "0.7, 0.7-0.8",
        "0.99, 0.9-1.0",
        "1.0, 0.9-1.0",
        "1.01, 0.9-1.0",
        "0.0, 0.0-0.1"
    })
    void assignsScoresToBands(double score, String band) {
        assertThat(ScoreBand.name(ScoreBand.of(score))).isEqualTo(band);
    }
}
