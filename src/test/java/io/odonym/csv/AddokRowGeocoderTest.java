package io.odonym.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddokRowGeocoderTest {

    /** The expected values are those of {@code round(x, 2)} in Python 3.11. */
    @ParameterizedTest
    @CsvSource({
        "0.675, 0.68",
        "0.665, 0.67",
        "0.125, 0.12",
        "0.375, 0.38",
        "2.675, 2.67",
        "0.6349999, 0.63",
        "0.635, 0.64",
        "0.9622172727272725, 0.96",
        "0.005, 0.01",
        "0, 0",
        "1, 1",
    })
    void roundsLikePython(double score, double rounded) {
        assertThat(AddokRowGeocoder.round(score)).isEqualTo(rounded);
    }
}
