package io.odonym.improve.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "nationale, naationale, 2, 1",
        "rennes, rznnes, 2, 1",
        "etangs, eatngs, 2, 1",
        "republique, republqiue, 2, 1",
        "dolto, dplto, 2, 1",
        "blaise, blaie, 2, 1",
        "lesueur, ledsueur, 2, 1",
        "provence, povencce, 2, 2",
        "daudet, daudte, 2, 1",
        "vivier, vovoer, 2, 2",
        "lilas, roses, 2, 3",
        "lilas, roses, 9, 4",
        "rue, rue, 1, 0",
        "rue, rue, 0, 0",
        "rue, ruse, 0, 1",
        "ca, abc, 3, 3",
        "ab, ba, 1, 1",
        "xab, yba, 1, 2",
        "a, abcd, 2, 3",
        "a, abc, 2, 2",
        "'', ab, 2, 2",
    })
    void countsEdits(String one, String other, int max, int distance) {
        assertThat(EditDistance.between(one, other, max)).isEqualTo(distance);
        assertThat(EditDistance.between(other, one, max)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource({
        "0b0011, 0b0011, 0, false",
        "0b0011, 0b0111, 0, true",
        "0b0011, 0b0101, 1, false",
        "0b0011, 0b1101, 1, true",
        "0b0011, 0b1100, 2, false",
    })
    void rulesOutSmallDistancesByLetters(String one, String other, int max, boolean exceeds) {
        assertThat(EditDistance.exceeds(mask(one), mask(other), max)).isEqualTo(exceeds);
    }

    private static long mask(String binary) {
        return Long.parseLong(binary.substring(2), 2);
    }
}
