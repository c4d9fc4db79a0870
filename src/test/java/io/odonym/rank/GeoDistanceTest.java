package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "50, 0.36787944117144233",
        "100, 0.01831563888873418",
        "100.1, 0",
        "20000, 0"
    })
    void proximityDecreasesWithTheDistance(double kilometres, double proximity) {
        assertThat(GeoDistance.proximity(kilometres)).isEqualTo(proximity);
    }

    /** The distance that addok computes from the centre of Amiens to the point 49.9, 2.3. */
    @Test
    void measuresTheDistanceOfAddok() {
        assertThat(GeoDistance.kilometres(49.899, 2.285, 49.9, 2.3))
                .isEqualTo(1.0794, within(0.0005));
    }

    @Test
    void measuresGreatCircles() {
        assertThat(GeoDistance.kilometres(48, 2, 48, 2)).isZero();
        assertThat(GeoDistance.kilometres(0, 0, 0, 180)).isEqualTo(Math.PI * 6367, within(1e-6));
    }
}
